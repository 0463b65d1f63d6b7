import type { Context } from '../../platform/context.ts';
import type { Cluster } from './hot-spot-views.ts';
import type { Period } from './period.ts';
import type { CoveragePolicy } from './rules.ts';

/** Lattice of a cluster's place in degrees: 111 m north to south, and east to west at least 100 m up to 57 degrees. */
const [LATTICE_LNG, LATTICE_LAT] = [0.002, 0.001];

/**
 * 聚集点: heaps of requests of several residents, told where they roughly are. Neighbours are told by density (DBSCAN) in
 * metres of a plane that is true at the latitude of the first one.
 */
export async function clustersIn(
  { em, actor }: Context,
  { from, until, kind }: Period & { kind?: string | null | undefined },
  { clusterM, clusterResidents }: CoveragePolicy,
): Promise<Cluster[]> {
  const rows = await em.execute<
    { lng: number; lat: number; requests: number; residents: number }[]
  >(
    `with asked as (
       select c.resident_id, c.place, st_setsrid(st_makepoint(
         st_x(c.place) * 111195 * cos(radians(first_value(st_y(c.place)) over (order by c.request_id))),
         st_y(c.place) * 111195), 0) as flat
       from request_course c
       where c.street_id = ? and c.opened_at >= ? and c.opened_at < ? and c.resident_id is not null
         ${kind ? 'and c.kind_code = ?' : ''}
     ), heaps as (
       select resident_id, place, st_clusterdbscan(flat, ?, ?) over () as heap from asked
     )
     select st_x(about) as lng, st_y(about) as lat, requests, residents from (
       select st_snaptogrid(st_centroid(st_collect(place)), ?, ?) as about, count(*)::int as requests,
         count(distinct resident_id)::int as residents, heap
       from heaps where heap is not null group by heap
     ) found where residents >= ? order by requests desc, lng, lat`,
    [
      actor!.streetId,
      from.toISOString(),
      until.toISOString(),
      ...(kind ? [kind] : []),
      clusterM,
      clusterResidents,
      LATTICE_LNG,
      LATTICE_LAT,
      clusterResidents,
    ],
  );
  return rows.map(({ lng, lat, ...counts }) => ({ about: { lng, lat }, ...counts }));
}
