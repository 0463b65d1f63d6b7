import type { Candidate, Snapshot } from '../../dispatch/model.ts';
import { stopsOf } from '../../dispatch/route.ts';
import type { Context } from '../../platform/context.ts';

/** How a candidate was to go with a task, by stop ids: its place in their route of the snapshot, or the whole way the engine had in mind. */
export function wayIn(
  { riders, tasks }: Pick<Snapshot, 'riders' | 'tasks'>,
  { riderId, way, insertion }: Pick<Candidate, 'riderId' | 'way' | 'insertion'>,
  taskId: string,
): string[] {
  if (way) return [...way];
  const ids = riders.find(({ id }) => id === riderId)!.route.map(({ id }) => id);
  const added = stopsOf(tasks.find(({ id }) => id === taskId)!).map(({ id }) => id);
  ids.splice(insertion.dropoff, 0, added.pop()!);
  ids.splice(insertion.pickup ?? 0, 0, ...added);
  return ids;
}

/**
 * 顺序: from now on the rider is taken to go this way, by stop ids. What else they carry and this does not name comes after it, in
 * the order it had; what they no longer carry is forgotten.
 */
export const keepWay = (
  { em, now, actor }: Context,
  riderId: string,
  way: readonly string[],
): Promise<unknown> =>
  em.execute(
    `insert into rider_way as w (street_id, rider_id, stops, planned_at)
     select ?, ?, array(select jsonb_array_elements_text(?::jsonb)), ?
     on conflict (street_id, rider_id) do update set planned_at = excluded.planned_at,
       stops = excluded.stops || array(
         select s.id from unnest(w.stops) with ordinality as s(id, nth)
         join assignment a on a.street_id = w.street_id and a.rider_id = w.rider_id and a.live
           and s.id in (a.request_id || '/pickup', a.request_id || '/dropoff')
         where s.id <> all (excluded.stops) order by s.nth)`,
    [actor!.streetId, riderId, JSON.stringify(way), now.toISOString()],
  );
