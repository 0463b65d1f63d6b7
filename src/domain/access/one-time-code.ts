import { randomInt } from 'node:crypto';
import { atTheDoor, type Context } from '../../platform/context.ts';
import { digest } from '../../platform/crypto/seal.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { refuse } from '../refusals.ts';
import { Street } from '../territory/street.ts';
import type { RequestCode } from './inputs.ts';
import { getE164, phoneDigest } from './phone.ts';
import { code, codesByOrigin, codeWaitSeconds } from './rules.ts';
import { takeTries, tooManyTries } from './tries.ts';
import type { CodeSent } from './views.ts';

/** A phone at one street office, by which codes and accounts are found. */
export interface Caller {
  readonly streetId: string;
  /** E.164. */
  readonly phone: string;
  readonly digest: Buffer;
}

/** Sends a one-time code to a phone that has an account. For any other phone all else is the same. */
export async function requestCode(ctx: Context, input: RequestCode): Promise<CodeSent> {
  await takeTries(ctx, [[codesByOrigin, ctx.origin]]);
  const door = atTheDoor(ctx);
  const caller = await callerOf(door, input);
  const id = crypto.randomUUID();
  const digits = String(randomInt(10 ** code.digits)).padStart(code.digits, '0');
  const known = await inTransaction(door.em, () => keepCode(door, caller, { id, digits }));
  if (known) {
    const params = { code: digits, minutes: String(code.livesMs / 60_000) };
    ctx.sms.send({ phone: caller.phone, template: 'sign-in-code', params, dedupId: id });
  }
  const after = (ms: number) => new Date(ctx.now.getTime() + ms);
  return { expiresAt: after(code.livesMs), resendAt: after(code.resendMs) };
}

export async function callerOf({ em, keys }: Context, input: RequestCode): Promise<Caller> {
  const phone = getE164(input.phone);
  const street = await em.findOne(Street, { code: input.street }, { fields: ['id'] });
  if (!street) return refuse('NOT_FOUND');
  return { streetId: street.id, phone, digest: phoneDigest(keys, street.id, phone) };
}

export const codeDigest = ({ keys }: Context, id: string, digits: string): Buffer =>
  digest(keys, `one-time-code|${id}`, digits);

/** Keeps the code when another may be sent to this phone; tells whether anybody has the phone. */
async function keepCode(
  ctx: Context,
  { streetId, digest }: Caller,
  { id, digits }: { id: string; digits: string },
): Promise<boolean> {
  const { em, now } = ctx;
  await em.execute('select pg_advisory_xact_lock(?)', [digest.readInt32BE(0)]);
  const seconds = codeWaitSeconds(await countSent(ctx, streetId, digest), now.getTime());
  if (seconds > 0) throw tooManyTries(seconds);
  await em.execute(
    `insert into one_time_code (street_id, id, phone_digest, code_digest, sent_at, expires_at)
     values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)`,
    [
      streetId,
      id,
      digest,
      codeDigest(ctx, id, digits),
      now.toISOString(),
      new Date(now.getTime() + code.livesMs).toISOString(),
    ],
  );
  const [{ known } = { known: false }] = await em.execute<{ known: boolean }[]>(
    'select exists (select from account where street_id = ? and phone_digest = ? and disabled_at is null) as known',
    [streetId, digest],
  );
  return known;
}

async function countSent({ em, now }: Context, streetId: string, digest: Buffer) {
  const [row] = await em.execute<{ today: number; latest: number | null; oldest: number | null }[]>(
    `select count(*)::int as today, (extract(epoch from max(sent_at)) * 1000)::float8 as latest,
       (extract(epoch from min(sent_at)) * 1000)::float8 as oldest
     from one_time_code where street_id = ? and phone_digest = ? and sent_at > ?`,
    [streetId, digest, new Date(now.getTime() - code.dayMs).toISOString()],
  );
  const { today, latest, oldest } = row!;
  return { today, latestMs: latest ?? undefined, oldestMs: oldest ?? undefined };
}
