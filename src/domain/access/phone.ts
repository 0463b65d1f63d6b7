import type { Keys } from '../../platform/crypto/keys.ts';
import { digest } from '../../platform/crypto/seal.ts';
import { refuse } from '../refusals.ts';

const NATIONAL = /^(?:1[3-9]\d{9}|0\d{9,11})$/;
const INTERNATIONAL = /^\+[1-9]\d{7,14}$/;

/** A phone number as people write it, in E.164; a number without a country is Chinese. Undefined when it is no phone number. */
export function toE164(text: string): string | undefined {
  const dialled = text.normalize('NFKC').replace(/[\s().-]/g, '');
  const number = dialled.replace(/^00/, '+').replace(/^86(?=1\d{10}$)/, '+86');
  if (NATIONAL.test(number)) return `+86${number.replace(/^0/, '')}`;
  const chinese = /^\+86(.*)$/.exec(number)?.[1];
  if (chinese?.startsWith('1') && !NATIONAL.test(chinese)) return undefined;
  return INTERNATIONAL.test(number) ? number : undefined;
}

/** As `toE164`, or refuses. */
export const getE164 = (text: string): string => toE164(text) ?? refuse('PHONE_INVALID');

/** By which a phone (E.164) is found in one street office without being kept readable. */
export const phoneDigest = (keys: Keys, streetId: string, phone: string): Buffer =>
  digest(keys, `phone|${streetId}`, phone);
