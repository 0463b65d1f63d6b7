import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import type { IssuedTrackerToken, TrackerToken } from './views.ts';

const TOKEN_BYTES = 32;
/** The life of a token; the app is given a new one twice a year. */
const LIFE_MS = 180 * 86_400_000;
/** Live tokens of one rider. */
const MOST = 5;
/** What marks ours where it is found lying about. */
const MARK = 'hqt_';
export const OWNTRACKS_PATH = '/owntracks';

/** A token is 256 random bits: a plain digest tells nothing of it. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** 发放定位令牌: a token for one device of the rider who acts; the former token of that device ends. Refuses TOO_MANY_TRACKERS. */
export async function issueTrackerToken(ctx: Context, device: string): Promise<IssuedTrackerToken> {
  const { em, actor, now } = ctx;
  const riderId = actor!.riderId ?? refuse('NOT_FOUND');
  await em.execute('select 1 from rider where street_id = ? and id = ? for no key update', [
    actor!.streetId,
    riderId,
  ]);
  await em.execute(
    `update tracker_token set revoked_at = ?
     where street_id = ? and rider_id = ? and revoked_at is null and (device = ? or expires_at <= ?)`,
    [now.toISOString(), actor!.streetId, riderId, device, now.toISOString()],
  );
  const live = (await listTrackerTokens(ctx)).filter(({ revokedAt }) => !revokedAt);
  if (live.length >= MOST) refuse('TOO_MANY_TRACKERS', MOST);
  const token = `${MARK}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  const [row] = await em.execute<{ id: string }[]>(
    `insert into tracker_token (street_id, rider_id, device, digest, issued_at, expires_at)
     values (?, ?, ?, ?, ?, ?) returning id`,
    [
      actor!.streetId,
      riderId,
      device,
      tokenDigest(token),
      now.toISOString(),
      expiresAt.toISOString(),
    ],
  );
  const tracker = { id: row!.id, device, issuedAt: now, expiresAt, revokedAt: null };
  return { tracker: { ...tracker, lastUsedAt: null }, token, path: OWNTRACKS_PATH };
}

/** 收回定位令牌: from now on nothing told with it is taken. Refuses NOT_FOUND. */
export async function revokeTrackerToken(ctx: Context, id: string): Promise<TrackerToken> {
  const { em, actor, now } = ctx;
  await em.execute(
    `update tracker_token set revoked_at = ? where street_id = ? and rider_id = ? and id = ? and revoked_at is null`,
    [now.toISOString(), actor!.streetId, actor!.riderId ?? refuse('NOT_FOUND'), id],
  );
  const found = (await listTrackerTokens(ctx)).find((tracker) => tracker.id === id);
  return found ?? refuse('NOT_FOUND');
}

interface Row {
  id: string;
  device: string;
  issued: number;
  expires: number;
  revoked: number | null;
  used: number | null;
}

/** The tokens of the rider who acts, latest first; those that ended are forgotten after a month. */
export async function listTrackerTokens({ em, actor }: Context): Promise<TrackerToken[]> {
  const ms = (column: string) => `extract(epoch from ${column})::float8 * 1000`;
  const rows = await em.execute<Row[]>(
    `select id, device, ${ms('issued_at')} as issued, ${ms('expires_at')} as expires, ${ms('revoked_at')} as revoked,
       ${ms('last_used_at')} as used
     from tracker_token where street_id = ? and rider_id = ? order by issued_at desc, id`,
    [actor!.streetId, actor!.riderId ?? refuse('NOT_FOUND')],
  );
  return rows.map(({ id, device, issued, expires, revoked, used }) => ({
    id,
    device,
    issuedAt: new Date(issued),
    expiresAt: new Date(expires),
    revokedAt: revoked === null ? null : new Date(revoked),
    lastUsedAt: used === null ? null : new Date(used),
  }));
}
