import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** The secrets of the running service, all derived from the one master key. Never logged, never serialized. */
export interface Keys {
  /** First byte of the master key's fingerprint: written beside each sealed text, to tell by which key it was sealed. */
  readonly id: number;
  readonly sealing: KeyObject;
  readonly index: KeyObject;
  readonly signing: SigningKey;
}

/** An Ed25519 pair that signs access tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const MASTER_KEY_BYTES = 32;

/** Derives every key from the master key (32 bytes) by HKDF-SHA256; throws on any other length. */
export function keysFrom(master: Buffer): Keys {
  if (master.length !== MASTER_KEY_BYTES) throw new Error('the master key has 32 bytes');
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, 'red-bridge', purpose, 32));
  return {
    id: derive('fingerprint')[0]!,
    sealing: createSecretKey(derive('sealing')),
    index: createSecretKey(derive('index')),
    signing: signingKeyFrom(derive('signing')),
  };
}

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function signingKeyFrom(seed: Buffer): SigningKey {
  const der = Buffer.concat([PKCS8_ED25519, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const kid = createHash('sha256').update(spki).digest('base64url').slice(0, 16);
  return { kid, privateKey, publicKey };
}
