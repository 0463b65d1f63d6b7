import type { Budget } from '../../platform/attempts/attempts.ts';
import { contextFor, type Context, type Platform } from '../../platform/context.ts';
import { takeTries, giveBackTries } from '../access/tries.ts';
import { permissionsOf } from '../access/roles.ts';
import { refuse } from '../refusals.ts';
import { tokenDigest } from './trackers.ts';

/** A phone posts every few seconds at most, and its queue after a time without network. */
const POSTS: Budget = { name: 'tracker posts', tries: 120, seconds: 60 };
/** Wrong tokens from one address; a whole station may share one. */
const WRONG: Budget = { name: 'tracker wrong tokens', tries: 30, seconds: 60 };
const TOKEN = /^[\w-]{20,100}$/;

interface Holder {
  readonly street: string;
  readonly rider: string;
  readonly account: string;
  readonly id: string;
  readonly used_lately: boolean;
}

/** The rider a tracker token speaks for. Refuses TOKEN_INVALID, TOO_MANY_TRIES. */
export async function recognizeTracker(
  platform: Platform,
  token: string,
  origin: string,
): Promise<Context> {
  const door = contextFor(platform, null, origin);
  const wrong = [[WRONG, origin]] as const;
  await takeTries(door, wrong);
  const holder = TOKEN.test(token) ? await find(door, token) : undefined;
  if (!holder) return refuse('TOKEN_INVALID');
  await giveBackTries(door, wrong);
  await takeTries(door, [[POSTS, holder.id]]);
  const ctx = contextFor(platform, {
    streetId: holder.street,
    accountId: holder.account,
    riderId: holder.rider,
    role: 'RIDER',
    may: permissionsOf('RIDER'),
    communityIds: [],
  });
  if (!holder.used_lately)
    await ctx.em.execute(
      'update tracker_token set last_used_at = ? where street_id = ? and id = ?',
      [ctx.now.toISOString(), holder.street, holder.id],
    );
  return ctx;
}

async function find({ em, now }: Context, token: string): Promise<Holder | undefined> {
  const at = now.toISOString();
  const [holder] = await em.execute<Holder[]>(
    `select t.street_id as street, t.rider_id as rider, r.account_id as account, t.id,
       coalesce(t.last_used_at > ?::timestamptz - interval '1 minute', false) as used_lately
     from tracker_token t join rider r on r.street_id = t.street_id and r.id = t.rider_id and r.left_at is null
     join account a on a.street_id = r.street_id and a.id = r.account_id and a.disabled_at is null
     where t.digest = ? and t.revoked_at is null and t.expires_at > ?`,
    [at, tokenDigest(token), at],
  );
  return holder;
}
