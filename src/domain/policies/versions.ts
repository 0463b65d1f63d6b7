import type { Context } from '../../platform/context.ts';

/** Tables of numbers a street office may set: each row a version, never changed. */
type PolicyTable = 'hours_policy' | 'coverage_policy';

/** One version of a policy as it is kept. */
export interface PolicyRow {
  readonly version: number;
  readonly policy: unknown;
  readonly validFrom: Date;
  readonly reason: string | null;
}

interface Row extends Omit<PolicyRow, 'validFrom'> {
  readonly from_ms: number;
}

/** What the street has set so far, the latest first. */
export async function listVersions(
  { em, actor }: Context,
  table: PolicyTable,
): Promise<PolicyRow[]> {
  const rows = await em.execute<Row[]>(
    `select version, policy, reason, (extract(epoch from valid_from) * 1000)::float8 as from_ms
     from ${table} where street_id = ? order by version desc limit 200`,
    [actor!.streetId],
  );
  return rows.map(({ from_ms, ...row }) => ({ ...row, validFrom: new Date(from_ms) }));
}

/** Holds the street's policies until the transaction ends: who sets numbers starts from the latest. */
export const lockPolicies = ({ em, actor }: Context): Promise<unknown> =>
  em.execute('select 1 from street where id = ? for no key update', [actor!.streetId]);

/** Adds the next version, in force from now on; version 1 is what every street starts with. Answers the version. */
export async function addVersion(
  { em, actor, now }: Context,
  table: PolicyTable,
  { policy, reason }: { readonly policy: object; readonly reason: string },
): Promise<number> {
  const { streetId, accountId = null } = actor!;
  const [row] = await em.execute<{ version: number }[]>(
    `insert into ${table} (street_id, version, valid_from, policy, reason, set_by)
     select ?, coalesce(max(version), 1) + 1, ?, ?::jsonb, ?, ? from ${table} where street_id = ? returning version`,
    [streetId, now.toISOString(), JSON.stringify(policy), reason.trim(), accountId, streetId],
  );
  return row!.version;
}

/** What was told replaces what was. */
export function changed<T extends object>(before: T, told: Partial<Record<keyof T, unknown>>): T {
  const given = Object.entries(told).filter(([, value]) => value !== undefined && value !== null);
  return { ...before, ...Object.fromEntries(given) };
}
