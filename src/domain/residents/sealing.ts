import { maskedName, maskedPhone } from '../../platform/crypto/mask.ts';
import { open, seal, type Cell } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/keys.ts';
import type { Resident } from './resident.ts';

/** The sealed texts of a resident. */
export type SealedText = 'name' | 'phone' | 'address' | 'care_note';

/** Where a sealed text of a resident stands. */
const cellOf = (column: SealedText, id: string): Cell => ({ table: 'resident', column, id });

export const sealText = (
  keys: Keys,
  column: SealedText,
  { id, text }: { id: string; text: string },
) => seal(keys, cellOf(column, id), text);

export const openName = (keys: Keys, { id, nameSealed }: Resident): string =>
  open(keys, cellOf('name', id), nameSealed);

export const openPhone = (keys: Keys, { id, phoneSealed }: Resident): string | null =>
  phoneSealed ? open(keys, cellOf('phone', id), phoneSealed) : null;

export const openAddress = (keys: Keys, { id, addressSealed }: Resident): string =>
  open(keys, cellOf('address', id), addressSealed);

export const openCareNote = (keys: Keys, { id, careNoteSealed }: Resident): string | null =>
  careNoteSealed ? open(keys, cellOf('care_note', id), careNoteSealed) : null;

/** 王** */
export const maskedNameOf = (keys: Keys, resident: Resident): string =>
  maskedName(openName(keys, resident));

/** 138****1234; null when no phone is known. */
export function maskedPhoneOf(keys: Keys, resident: Resident): string | null {
  const phone = openPhone(keys, resident);
  return phone === null ? null : maskedPhone(phone);
}

/** Who somebody is, in the clear. */
export interface Identity {
  readonly name: string;
  readonly phone: string | null;
  readonly address: string;
  readonly careNote: string | null;
}

export const identityOf = (keys: Keys, resident: Resident): Identity => ({
  name: openName(keys, resident),
  phone: openPhone(keys, resident),
  address: openAddress(keys, resident),
  careNote: openCareNote(keys, resident),
});
