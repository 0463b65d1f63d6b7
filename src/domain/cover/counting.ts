import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Organization } from '../organizations/organization.ts';
import type { MutualHelp } from './views.ts';

/** The longest period that is counted at once. */
const MOST_DAYS = 366;

interface Pair {
  readonly company_id: string;
  readonly helper_company_id: string;
  readonly covers: number;
  readonly shifts: number;
  readonly seconds: number;
}

/** 互助统计: who helped whom how much, by pair of companies, the most first. Refuses INVALID_INPUT. */
export async function countMutualHelp(
  { em, actor }: Context,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<MutualHelp[]> {
  if (!(from < to) || to.getTime() - from.getTime() > MOST_DAYS * 86_400_000)
    refuse('INVALID_INPUT', `from, to: ≤ ${MOST_DAYS} d`);
  const pairs = await em.execute<Pair[]>(
    `select company_id, helper_company_id, count(*)::int as covers, count(shift_id)::int as shifts, sum(seconds)::float8 as seconds
     from (select m.company_id, m.helper_company_id, m.cover_id, c.shift_id, sum(m.seconds) as seconds
       from mutual_help m join cover c on c.street_id = m.street_id and c.id = m.cover_id
       where m.street_id = ? and m.helped_at >= ? and m.helped_at < ?
       group by m.company_id, m.helper_company_id, m.cover_id, c.shift_id having sum(m.seconds) > 0) helped
     group by company_id, helper_company_id order by seconds desc, company_id, helper_company_id`,
    [actor!.streetId, from.toISOString(), to.toISOString()],
  );
  const ids = pairs.flatMap((pair) => [pair.company_id, pair.helper_company_id]);
  const found = await em.find(Organization, { id: { $in: ids } });
  const byId = new Map(found.map((organization) => [organization.id, organization]));
  return pairs.map(({ company_id, helper_company_id, covers, shifts, seconds }) => ({
    helped: byId.get(company_id)!,
    helper: byId.get(helper_company_id)!,
    shifts,
    tasks: covers - shifts,
    minutes: Math.round(seconds / 6) / 10,
  }));
}
