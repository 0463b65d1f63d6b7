import { anchorAt, arrivalsAt } from '../../geo/reach.ts';
import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import type { CoveragePolicy, Spot } from './rules.ts';
import { findRoads } from './roads.ts';

/** A grid that coverage is told of, with how much there is to reach in it. */
export interface GroundGrid {
  readonly id: string;
  readonly communityId: string;
  readonly households: number;
  /** Homes, or the anchor alone where too few are known. */
  readonly places: number;
  readonly elders: number;
}

/** The street as it is at an instant: what is to be reached, and from where. */
export interface Ground {
  readonly grids: readonly GroundGrid[];
  readonly spots: readonly Spot[];
  readonly anchors: ReadonlyMap<string, number>;
  readonly anchorCount: number;
  readonly roadVersion: number | null;
}

/** What the ground is read for. */
export interface GroundAsked {
  /** Whose grids are told. */
  readonly instant: Date;
  /** Grids in which riders were counted, of whatever version. */
  readonly standIn: readonly string[];
  /** Further places from which riders would set out; their anchors come last. */
  readonly alsoFrom?: readonly LngLat[];
}

/** Reads the ground, with homes as they were when coverage was last counted. */
export async function readGround(
  ctx: Context,
  { minimumHomes, detourFactor, speedMps, mostMinutes }: CoveragePolicy,
  { instant, standIn, alsoFrom = [] }: GroundAsked,
): Promise<Ground> {
  const known = await findRoads(ctx);
  // Coverage is told of riders on e-bikes: they are nearly all.
  const roads = known?.roads.by('CYCLE');
  const rows = await gridsOf(ctx, { instant, standIn });
  const homes = await homesOf(ctx, instant);
  const told = rows.filter(({ told }) => told);
  const number = new Map(told.map(({ id }, index) => [id, index]));
  const anchors = new Map(rows.map(({ id }, index) => [id, index]));
  const points = rows.map(({ lng, lat }) => anchorAt([lng, lat], roads));

  const homesIn = new Map<string, number>();
  for (const { gridId } of homes) homesIn.set(gridId, (homesIn.get(gridId) ?? 0) + 1);
  const enough = (id: string) => (homesIn.get(id) ?? 0) >= minimumHomes;
  const places = [
    ...homes.map((home) => ({ ...home, homes: enough(home.gridId) ? 1 : 0 })),
    ...told
      .filter(({ id }) => !enough(id))
      .map(({ id }) => ({ gridId: id, at: points[anchors.get(id)!]!, homes: 1, elders: 0 })),
  ];
  const arrivals = arrivalsAt(
    places.map(({ at }) => at),
    [...points, ...alsoFrom],
    { roads, detourFactor, speedMps, mostMinutes },
  );
  const spots = places.map(({ gridId, homes, elders }, index) => ({
    grid: number.get(gridId)!,
    homes,
    elders,
    arrivals: arrivals[index]!,
  }));
  return {
    grids: told.map(({ id, communityId, households }) => {
      const own = spots.filter(({ grid }) => grid === number.get(id));
      const sum = (of: 'homes' | 'elders') => own.reduce((total, spot) => total + spot[of], 0);
      return { id, communityId, households, places: sum('homes'), elders: sum('elders') };
    }),
    spots,
    anchors,
    anchorCount: points.length + alsoFrom.length,
    roadVersion: known?.version ?? null,
  };
}

interface GridRow {
  readonly id: string;
  readonly communityId: string;
  readonly households: number;
  readonly lng: number;
  readonly lat: number;
  readonly told: boolean;
}

const gridsOf = async (
  { em, actor }: Context,
  { instant, standIn }: GroundAsked,
): Promise<GridRow[]> =>
  em.execute<GridRow[]>(
    `select id, community_id as "communityId", households, st_x(p) as lng, st_y(p) as lat, told
     from (select g.*, st_pointonsurface(boundary) as p,
         valid_from <= ? and (valid_to is null or valid_to > ?) as told from grid g where street_id = ?) g
     where told or id = any (?::uuid[]) order by code, valid_from`,
    [instant.toISOString(), instant.toISOString(), actor!.streetId, `{${standIn.join(',')}}`],
  );

interface HomeRow {
  readonly gridId: string;
  readonly at: LngLat;
  readonly elders: number;
}

/** Where people live, each home in the grid that owned its ground at that instant. */
async function homesOf({ em, actor }: Context, instant: Date): Promise<HomeRow[]> {
  const rows = await em.execute<{ gridId: string; lng: number; lat: number; elders: number }[]>(
    `select distinct on (h.home_id) g.id as "gridId", st_x(h.location) as lng, st_y(h.location) as lat,
       h.elders
     from coverage_home h join grid g on g.street_id = h.street_id and st_covers(g.boundary, h.location)
       and g.valid_from <= ? and (g.valid_to is null or g.valid_to > ?)
     where h.street_id = ? order by h.home_id, g.code`,
    [instant.toISOString(), instant.toISOString(), actor!.streetId],
  );
  return rows.map(({ gridId, lng, lat, elders }) => ({ gridId, at: [lng, lat], elders }));
}

/** Brings the places to be reached up to date with homes and with who lives alone; by the platform, which sees homes. */
export async function refreshHomes({ em, actor }: Context): Promise<void> {
  await em.execute(
    `insert into coverage_home (street_id, home_id, location, elders)
     select h.street_id, h.id, h.location, (select count(*)::int from resident p where p.street_id = h.street_id
       and p.home_id = h.id and p.categories @> array['LIVING_ALONE'])
     from home h where h.street_id = ?
     on conflict (street_id, home_id) do update set location = excluded.location, elders = excluded.elders
       where (coverage_home.location, coverage_home.elders) is distinct from (excluded.location, excluded.elders)`,
    [actor!.streetId],
  );
}
