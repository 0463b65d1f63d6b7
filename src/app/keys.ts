import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';

const KEY_BYTES = 32;

/**
 * The 32 bytes everything sealed and signed is derived from: as configured, or made at the first start and kept beside the
 * data, readable by the service alone. Whoever loses it loses every sealed name, phone and address.
 */
export function masterKeyOf({ masterKey, dataDir }: Config): Buffer {
  if (masterKey) return Buffer.from(masterKey, 'base64');
  const file = join(dataDir, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
