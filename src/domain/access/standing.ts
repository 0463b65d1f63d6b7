import { contextFor, type Platform } from '../../platform/context.ts';
import type { Role } from './account.ts';

/** How somebody stands who comes with a token: whether they may still come in, and as whom. */
export interface Standing {
  readonly live: boolean;
  readonly account_id: string;
  readonly street_id: string;
  readonly role: Role;
  readonly community_ids: string[];
  readonly organization_id: string | null;
  readonly rider_id: string | null;
  readonly scope_version: number;
  /** The appointments of the rider that run now. */
  readonly appointments: string[];
}

/** How the token of a company's system stands. */
export interface TokenStanding {
  readonly live: boolean;
  readonly id: string;
  readonly street_id: string;
  readonly organization_id: string;
  readonly scopes: string[];
  readonly expires_ms: number;
}

/** The roles in which `rider r` is appointed now. Values: instant, instant. */
export const RUNNING_APPOINTMENTS = `array(select distinct p.role from appointment p where p.street_id = r.street_id
  and p.rider_id = r.id and p.revoked_at is null and p.from_at <= ? and p.until_at > ?)`;

/** The standing of a session as the database has it now, read for all who ask at once; undefined when there is no such session. */
export const loadStanding = (
  platform: Platform,
  sessionId: string,
): Promise<Standing | undefined> =>
  platform.gather.ask(
    {
      name: 'standings',
      most: 200,
      keyOf: (id: string) => id,
      together: (ids: readonly string[]) => loadStandings(platform, ids),
    },
    sessionId,
  );

async function loadStandings(
  platform: Platform,
  sessionIds: readonly string[],
): Promise<(Standing | undefined)[]> {
  const { em, now } = contextFor(platform, null);
  const rows = await em.execute<(Standing & { session_id: string })[]>(
    `select s.id as session_id, s.revoked_at is null and s.expires_at > ? and a.disabled_at is null as live,
       a.id as account_id, a.street_id, a.role, a.community_ids, a.organization_id, a.scope_version, r.id as rider_id, ${RUNNING_APPOINTMENTS} as appointments
     from session s
     join account a on a.street_id = s.street_id and a.id = s.account_id
     left join rider r on r.street_id = a.street_id and r.account_id = a.id and r.left_at is null
     where s.id = any (?::uuid[])`,
    [now.toISOString(), now.toISOString(), now.toISOString(), `{${sessionIds.join(',')}}`],
  );
  const found = new Map(rows.map((row) => [row.session_id, row]));
  return sessionIds.map((id) => found.get(id));
}

/** The standing of a company's token, found by its digest or id; undefined when there is none. Notes its use, to the minute. */
export async function loadTokenStanding(
  platform: Platform,
  by: { readonly digest: Buffer } | { readonly id: string },
): Promise<TokenStanding | undefined> {
  const { em, now } = contextFor(platform, null);
  const [condition, value] = 'digest' in by ? ['t.digest = ?', by.digest] : ['t.id = ?', by.id];
  const [standing] = await em.execute<TokenStanding[]>(
    `select t.revoked_at is null and t.expires_at > ? and (o.left_at is null or o.left_at > ?) as live, t.id, t.street_id,
       t.organization_id, t.scopes, (extract(epoch from t.expires_at) * 1000)::float8 as expires_ms
     from partner_token t join organization o on o.street_id = t.street_id and o.id = t.organization_id
     where ${condition}`,
    [now.toISOString(), now.toISOString(), value],
  );
  if (standing?.live)
    await em.execute(
      `update partner_token set last_used_at = ? where street_id = ? and id = ?
       and (last_used_at is null or last_used_at <= ?::timestamptz - interval '1 minute')`,
      [now.toISOString(), standing.street_id, standing.id, now.toISOString()],
    );
  return standing;
}
