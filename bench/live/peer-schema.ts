import { placeAt } from './seeding.ts';
import type { Stage } from './stage.ts';

/** Tasks that wait and a week of counted coverage: something to read. */
export async function seedReadings({ db, streetId, staff }: Stage): Promise<void> {
  const places = Array.from({ length: 200 }, (_, n) => placeAt(n));
  await db.query(
    `insert into service_request (street_id, code, kind_code, state, dropoff, place, grid_id, community_id, load, ready_at, due_at,
       backstop_at, opened_at, opened_by, channel, owner_id)
     select $1, 'B' || lpad(n::text, 5, '0'), 'ERRAND', 'HANDED_TO_BACKSTOP', p.at, '门口', g.id, g.community_id, 1, now(), now() + interval '3 hours',
       now(), now(), $4, 'STAFF', (select id from organization where community_id = g.community_id)
     from unnest($2::float8[], $3::float8[]) with ordinality place(lng, lat, n)
     cross join lateral (select st_setsrid(st_makepoint(lng, lat), 4326) as at) p
     join grid g on g.id = grid_at($1, p.at, now())
     on conflict do nothing`,
    [streetId, places.map(({ lng }) => lng), places.map(({ lat }) => lat), staff.accountId],
  );
  await db.query(
    `insert into coverage_hour (street_id, hour, grid_id, samples, households, places, places_reached, elders, elders_reached, policy_version)
     select g.street_id, h, g.id, 12, g.households, 3, array_fill(12, array[5, 60]), 3, array_fill(12, array[5, 60]), 1
     from grid g cross join generate_series(date_trunc('hour', now()) - interval '7 days', date_trunc('hour', now()) - interval '1 hour', interval '1 hour') h
     on conflict do nothing`,
  );
  await db.query('analyze service_request, coverage_hour');
}

/** The same two questions as a user of PostGraphile would write them: functions of one statement in a schema of its own. */
export const PEER = `
  create schema if not exists peer;
  create or replace view peer.nearby_task as
    select null::uuid as request_id, null::timestamptz as due_at, null::int as load, null::float8 as distance_m,
      null::text as kind_code, null::text as kind_name, null::uuid as grid_id, null::text as grid_name where false;
  create or replace function peer.nearby_tasks(lng float8, lat float8, most int) returns setof peer.nearby_task language sql stable as $$
    select r.id, r.due_at, r.load, st_distance(st_centroid(g.boundary)::geography, h.point), k.code, k.name, g.id, g.name
    from (select st_setsrid(st_makepoint(lng, lat), 4326)::geography as point) h, public.service_request r
    join public.request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    join public.grid g on g.street_id = r.street_id and g.id = r.grid_id
    where r.state in ('OPEN', 'HANDED_TO_BACKSTOP') and r.ready_at <= now() + interval '1 hour'
    order by r.dropoff::geography <-> h.point, r.id limit most $$;
  create or replace view peer.grid_share as select null::uuid as grid_id, null::text as name, null::float8 as share where false;
  create or replace function peer.grid_coverage(since timestamptz, until timestamptz, minutes int, k int) returns setof peer.grid_share
  language sql stable as $$
    select g.id, g.name, sum(c.places_reached[k][minutes])::float8 / sum(c.samples * c.places)
    from public.coverage_hour c join public.grid g on g.street_id = c.street_id and g.id = c.grid_id
    where c.hour >= since and c.hour < until group by g.id, g.name order by g.name $$;`;
