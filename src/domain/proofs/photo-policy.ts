import type { Context } from '../../platform/context.ts';

/** How long photos are kept: one that proves nothing yet, and one that proves a delivery. */
export interface PhotoPolicy {
  readonly looseHours: number;
  readonly keepDays: number;
}

const first = { version: 1, looseHours: 24, keepDays: 180 };

/** Gives a new street office its first policy; what is there already stays. */
export async function preparePhotoPolicy({ em, actor, now }: Context): Promise<void> {
  await em.execute(
    `insert into photo_policy (street_id, version, valid_from, loose_hours, keep_days) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
    [actor!.streetId, first.version, now.toISOString(), first.looseHours, first.keepDays],
  );
}

/** The policy in force. */
export async function photoPolicyOf({ em, now }: Context): Promise<PhotoPolicy> {
  const [row] = await em.execute<PhotoPolicy[]>(
    `select loose_hours as "looseHours", keep_days as "keepDays" from photo_policy
     where valid_from <= ? order by version desc limit 1`,
    [now.toISOString()],
  );
  return row ?? first;
}
