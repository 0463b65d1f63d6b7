import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { refuse } from '../refusals.ts';
import type { PartnerRider, PartnerTask } from './partner-views.ts';

export interface PartnerPageAsked {
  readonly first: number;
  readonly after?: string;
}

/** The company whose riders are asked for; refuses NOT_FOUND for an account without one. */
export const companyOf = ({ actor }: Context): string =>
  actor!.organizationId ?? refuse('NOT_FOUND');

/** `d` is a rider of the company or of one of its sites. Values: street, company. */
const OWN = `d.street_id = ? and d.organization_id in (select o.id from organization o
  where o.street_id = d.street_id and ? in (o.id, o.parent_id))`;

/** The company's present riders, by badge. */
export async function listPartnerRiders(
  ctx: Context,
  { first, after }: PartnerPageAsked,
): Promise<Page<PartnerRider>> {
  const own = [ctx.actor!.streetId, companyOf(ctx)];
  const [count] = await ctx.em.execute<{ n: number }[]>(
    `select count(*)::int as n from rider d where ${OWN} and d.left_at is null`,
    own,
  );
  const rows = await ctx.em.execute<
    (Omit<PartnerRider, 'dutySince'> & { since_ms: number | null })[]
  >(
    `select d.id, d.badge, d.name, d.duty, (extract(epoch from d.duty_since) * 1000)::float8 as since_ms, e.name as employer
     from rider d join organization e on e.street_id = d.street_id and e.id = d.organization_id
     where ${OWN} and d.left_at is null and d.badge > ? order by d.badge limit ?`,
    [...own, after ? decodeCursor(after) : '', first + 1],
  );
  const riders = rows.map(({ since_ms, ...row }) => ({ ...row, dutySince: dateOf(since_ms) }));
  return pageOf(riders, { first, totalCount: count!.n, cursorOf: ({ badge }) => badge });
}

interface TaskRow extends Omit<PartnerTask, 'acceptedAt' | 'dueAt' | 'pickedUpAt' | 'endedAt'> {
  readonly accepted_ms: number;
  readonly due_ms: number;
  readonly picked_up_ms: number | null;
  readonly ended_ms: number | null;
}

/** How far back a company looks. */
const DAYS = 31;

/** The tasks of the company's riders in the last month, the latest accepted first. */
export async function listPartnerTasks(
  ctx: Context,
  { first, after }: PartnerPageAsked,
): Promise<Page<PartnerTask>> {
  const since = new Date(ctx.now.getTime() - DAYS * 86_400_000).toISOString();
  const own = [ctx.actor!.streetId, companyOf(ctx), since];
  const from = `from assignment a join rider d on d.street_id = a.street_id and d.id = a.rider_id
    where ${OWN} and a.accepted_at > ?`;
  const [count] = await ctx.em.execute<{ n: number }[]>(`select count(*)::int as n ${from}`, own);
  const rows = await ctx.em.execute<TaskRow[]>(
    `select t.id, t.rider_id as "riderId", t.state, r.kind_code as kind, g.code as "gridCode", ${MS('t.accepted_at')} as accepted_ms,
       ${MS('r.due_at')} as due_ms, ${MS('t.picked_up_at')} as picked_up_ms, ${MS('t.ended_at')} as ended_ms
     from (select a.* ${from} ${after ? 'and (a.accepted_at, a.id) < (?::timestamptz, ?::uuid)' : ''}
       order by a.accepted_at desc, a.id desc limit ?) t
     join service_request r on r.street_id = t.street_id and r.id = t.request_id
     join grid g on g.street_id = r.street_id and g.id = r.grid_id
     order by t.accepted_at desc, t.id desc`,
    [...own, ...(after ? placeOf(after) : []), first + 1],
  );
  return pageOf(rows.map(taskOf), {
    first,
    totalCount: count!.n,
    cursorOf: ({ acceptedAt, id }) => `${acceptedAt.toISOString()} ${id}`,
  });
}

const taskOf = ({ accepted_ms, due_ms, picked_up_ms, ended_ms, ...row }: TaskRow): PartnerTask => ({
  ...row,
  acceptedAt: new Date(accepted_ms),
  dueAt: new Date(due_ms),
  pickedUpAt: dateOf(picked_up_ms),
  endedAt: dateOf(ended_ms),
});

const MS = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;
const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms));

function placeOf(cursor: string): [string, string] {
  const [, acceptedAt, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([0-9a-f-]{36})$/.exec(decodeCursor(cursor)) ?? [];
  return acceptedAt && id ? [acceptedAt, id] : refuse('INVALID_INPUT', 'after');
}
