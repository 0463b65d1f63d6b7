import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { openStage, PASSWORD, signIn, type Stage } from './stage.ts';

let stage: Stage;
let token: string;
let claims: Record<string, unknown>;
let headers: { alg: string; typ: string; kid: string };
beforeAll(async () => {
  stage = await openStage();
  await stage.enrol(stage.streets.first, {
    role: 'STREET_STAFF',
    name: '王',
    login: 'wang',
    password: PASSWORD,
  });
  const { data } = await stage.stranger(signIn, { login: 'wang', password: PASSWORD });
  token = data!.signIn.accessToken;
  const [head, body] = token.split('.');
  headers = decoded(head!);
  claims = decoded(body!);
});
afterAll(() => stage.close());

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signing = () => stage.platform.keys.signing;
const signed = (said: object, header: object = {}, key = signing().privateKey) =>
  new SignJWT({ ...claims, ...said }).setProtectedHeader({ ...headers, ...header }).sign(key);
const withHmac = (secret: string | Buffer) => {
  const unsigned = `${encoded({ ...headers, alg: 'HS256' })}.${encoded(claims)}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
};
const without = (name: string) =>
  new SignJWT(Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)))
    .setProtectedHeader(headers)
    .sign(signing().privateKey);

test('a token of ours is signed by EdDSA for ten minutes and names its session only', async () => {
  expect(headers).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: signing().kid });
  expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
  expect(Object.keys(claims).toSorted()).toEqual([
    'aud',
    'exp',
    'iat',
    'iss',
    'sid',
    'street',
    'sub',
  ]);
  const actor = await stage.authenticator.authenticate(token);
  expect(actor).toMatchObject({
    streetId: stage.streets.first,
    accountId: claims.sub,
    sessionId: claims.sid,
    role: 'STREET_STAFF',
  });
  expect(actor.expiresAt).toEqual(new Date(Number(claims.exp) * 1000));
  await expect(stage.authenticator.authenticate(await signed({}))).resolves.toBeTruthy();
});

const attacks: Record<string, () => string | Promise<string>> = {
  'nothing at all': () => '',
  'no JWT': () => 'abc.def.ghi',
  'no signature (alg none)': () => new UnsecuredJWT(claims).encode(),
  'alg none with our header': () => `${encoded({ ...headers, alg: 'none' })}.${encoded(claims)}.`,
  'the signature cut off': () => token.split('.').slice(0, 2).join('.') + '.',
  'HMAC with our public key (PEM)': () =>
    withHmac(signing().publicKey.export({ format: 'pem', type: 'spki' })),
  'HMAC with our public key (DER)': () =>
    withHmac(signing().publicKey.export({ format: 'der', type: 'spki' })),
  'HMAC with an empty secret': () => withHmac(''),
  'a changed claim': () => {
    const [head, , signature] = token.split('.');
    return `${head}.${encoded({ ...claims, street: stage.streets.second })}.${signature}`;
  },
  'another audience': () => signed({ aud: 'somebody-else' }),
  'another issuer': () => signed({ iss: 'somebody-else' }),
  'another type': () => signed({}, { typ: 'JWT' }),
  'no type': () => signed({}, { typ: undefined }),
  'an unknown key id': () => signed({}, { kid: 'unknown' }),
  'a key id that is a path': () => signed({}, { kid: '../../dev/null' }),
  'no key id': () => signed({}, { kid: undefined }),
  'the key of a stranger under our key id': () =>
    signed({}, {}, generateKeyPairSync('ed25519').privateKey),
  'a key brought along in the header': () => {
    const pair = generateKeyPairSync('ed25519');
    return signed({}, { jwk: pair.publicKey.export({ format: 'jwk' }) }, pair.privateKey);
  },
  'no end': () => without('exp'),
  'no subject': () => without('sub'),
  'no session': () => without('sid'),
  'no street': () => without('street'),
  'an end in the past': () => signed({ exp: Number(claims.iat) - 1 }),
  'a begin in the future': () => signed({ nbf: Number(claims.exp) }),
};

test.each(Object.entries(attacks))('a token with %s is refused', async (_, forge) => {
  await expect(stage.authenticator.authenticate(await forge())).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  });
});

test('a well signed token of another session, account or street opens nothing', async () => {
  for (const said of [
    { sid: randomUUID() },
    { sub: randomUUID() },
    { street: stage.streets.second },
  ])
    await expect(stage.authenticator.authenticate(await signed(said))).rejects.toMatchObject({
      code: 'SESSION_ENDED',
    });
});

test('after ten minutes a token has ended', async () => {
  const actor = await stage.authenticator.authenticate(token);
  stage.clock.advance(599_000);
  expect(await stage.authenticator.stillValid(actor)).toBe(true);
  stage.clock.advance(1_000);
  expect(await stage.authenticator.stillValid(actor)).toBe(false);
  await expect(stage.authenticator.authenticate(token)).rejects.toMatchObject({
    code: 'TOKEN_INVALID',
  });
});
