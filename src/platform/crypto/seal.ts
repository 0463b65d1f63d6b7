import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Keys } from './keys.ts';

/** The cell a sealed text belongs to; moved to another cell it does not open. */
export interface Cell {
  readonly table: string;
  readonly column: string;
  /** The row's id. */
  readonly id: string;
}

/** A sealed text that was changed, moved, or sealed under another key. */
export class Unsealable extends Error {}

const CIPHER = 'aes-256-gcm';
/** AES-256-GCM by this layout: version ‖ key id ‖ iv ‖ tag ‖ text. Another algorithm takes another version. */
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 2 + IV_BYTES + TAG_BYTES;

/** Seals a text for one cell: 30 bytes more than the text in UTF-8. */
export function seal({ id, sealing }: Keys, cell: Cell, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, sealing, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(addressOf(cell));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION, id), iv, cipher.getAuthTag(), sealed]);
}

/** Opens what `seal` sealed for this cell; throws `Unsealable`. */
export function open({ id, sealing }: Keys, cell: Cell, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) throw new Unsealable('not a sealed text');
  if (bytes[1] !== id) throw new Unsealable('sealed under another key');
  const iv = bytes.subarray(2, 2 + IV_BYTES);
  const decipher = createDecipheriv(CIPHER, sealing, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(addressOf(cell));
  decipher.setAuthTag(bytes.subarray(2 + IV_BYTES, HEAD_BYTES));
  try {
    return decipher.update(bytes.subarray(HEAD_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new Unsealable('changed, or sealed for another cell');
  }
}

/**
 * A blind index (HMAC-SHA256): finds an equal text without keeping it. Name in the purpose what is indexed and for which
 * street office, so that the digests of two of them cannot be joined.
 */
export const digest = ({ index }: Keys, purpose: string, text: string): Buffer =>
  createHmac('sha256', index).update(`${purpose}|${text}`).digest();

const addressOf = ({ table, column, id }: Cell): Buffer => Buffer.from(`${table}:${column}:${id}`);
