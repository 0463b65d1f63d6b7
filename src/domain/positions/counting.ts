import type { Context } from '../../platform/context.ts';
import { getPositionPolicy } from './deciding.ts';

/**
 * 在格人数: how many available riders are in each grid in force at this five minutes of the clock: on duty, freshly seen, with
 * room left. Zero is written too, so that what is not there was not measured. A rider whose grid was redrawn counts
 * where they were seen. Values: street, instant, milliseconds until a position is stale.
 */
const COUNT = `
  with asked as (select ?::uuid as street, ?::timestamptz as now, ? * interval '1 ms' as fresh),
  present as (
    select coalesce(g.id, grid_at(r.street_id, p.location, asked.now)) as grid_id
    from asked join rider r on r.street_id = asked.street
    join rider_position p on p.street_id = r.street_id and p.rider_id = r.id
    left join grid g on g.street_id = p.street_id and g.id = p.grid_id and (g.valid_to is null or g.valid_to > asked.now)
    where r.duty = 'ON' and r.left_at is null and r.load < r.capacity
      and least(p.device_at, p.received_at) >= asked.now - asked.fresh)
  insert into presence_count (street_id, at, grid_id, riders)
  select g.street_id, date_bin('5 minutes', asked.now, 'epoch'), g.id, count(present.grid_id)
  from asked join grid g on g.street_id = asked.street and g.valid_from <= asked.now
    and (g.valid_to is null or g.valid_to > asked.now)
  left join present on present.grid_id = g.id
  group by g.street_id, asked.now, g.id
  on conflict do nothing`;

/** As the engine believes positions, else as the street does. */
const STALE = `select (policy->>'staleAfterMs')::float8 as ms from dispatch_policy
  where street_id = ? and valid_from <= ? order by version desc limit 1`;

/** Writes down how many available riders are in each grid, once per five minutes of the clock. */
export async function countPresence(ctx: Context): Promise<void> {
  const { em, actor, now } = ctx;
  const [engine] = await em.execute<{ ms: number | null }[]>(STALE, [
    actor!.streetId,
    now.toISOString(),
  ]);
  const staleAfterMs = engine?.ms ?? (await getPositionPolicy(ctx)).staleAfterMs;
  await em.execute(COUNT, [actor!.streetId, now.toISOString(), staleAfterMs]);
}
