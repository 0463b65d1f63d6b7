import { timingSafeEqual } from 'node:crypto';
import { digest } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/keys.ts';

/** Crockford's base 32: no letter that is read as a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** 验证码: 80 bits that only this service can work out from the number of a certificate, in four groups. */
export function certificateCode(keys: Keys, number: string): string {
  const bits = digest(keys, 'hour-certificate', number);
  const letters = Array.from({ length: LENGTH }, (_, n) => LETTERS[bits[n]! & 31]!).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Whether this is the code of that number, however it is typed. */
export function isCodeOf(keys: Keys, number: string, told: string): boolean {
  const plain = (code: string) =>
    code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const [code, expected] = [plain(told), plain(certificateCode(keys, number))];
  return (
    code.length === expected.length &&
    /^[0-9A-Z]+$/.test(code) &&
    timingSafeEqual(Buffer.from(code), Buffer.from(expected))
  );
}
