import type { Context } from '../../platform/context.ts';
import { keptUntilCounted } from './keeping.ts';
import { type Ground, readGround } from './ground.ts';
import type { Period } from './period.ts';
import { HOUR_MS, ridersBy, type Sample, samplesIn, stoodIn } from './presence.ts';
import { type CoveragePolicy, countReached } from './rules.ts';
import { CoverageWeight } from './views.ts';

/** Of one grid and hour of the day, summed over the samples of a period. */
export interface CoverageRow {
  readonly gridId: string;
  /** Of the street's clock; 0 when the hours are taken together. */
  readonly hour: number;
  readonly samples: number;
  /** Places or elders, times samples; and of these the reached ones. */
  readonly units: number;
  readonly reached: number;
  /** Households or elders, times samples; and of these the reached ones. */
  readonly weight: number;
  readonly covered: number;
  /** The smallest number of places or elders over the period. */
  readonly fewest: number;
  /** Which part was counted along roads, 0 to 1. */
  readonly onRoads: number;
}

interface Asked extends Period {
  readonly minutes: number;
  readonly k: number;
  readonly weight: CoverageWeight;
}

/** Streets live on Beijing time; there is no other in the country and no daylight saving. */
const STREET_ZONE = 'Asia/Shanghai';
const STREET_OFFSET_HOURS = 8;

/** What was counted when it was measured, on the grids of each day; in one row a grid, or one for each hour of the day. */
export const countedRows = (
  ctx: Context,
  asked: Asked,
  per: 'GRID' | 'HOUR',
): Promise<readonly CoverageRow[]> => {
  const { from, until, minutes, k, weight } = asked;
  const question = [from, until, minutes, k, weight, per];
  return keptUntilCounted(ctx, question, () => readRows(ctx, asked, per));
};

async function readRows(
  { em, actor }: Context,
  { from, until, minutes, k, weight }: Asked,
  per: 'GRID' | 'HOUR',
): Promise<CoverageRow[]> {
  const households = weight === CoverageWeight.HOUSEHOLDS;
  const [units, table, weighs] = households
    ? ['places', 'places_reached', 'households']
    : ['elders', 'elders_reached', 'elders'];
  return em.execute<CoverageRow[]>(
    `select grid_id as "gridId", ${per === 'HOUR' ? `extract(hour from hour at time zone '${STREET_ZONE}')::int` : '0'} as hour,
       sum(samples)::int as samples, sum(units::bigint * samples)::float8 as units, sum(reached)::float8 as reached,
       sum(weighs::bigint * samples)::float8 as weight,
       coalesce(sum(weighs::float8 * reached / nullif(units, 0)), 0) as covered, min(units) as fewest,
       avg((road_version is not null)::int)::float8 as "onRoads"
     from (select grid_id, hour, samples, ${units} as units, ${weighs} as weighs, road_version,
         coalesce(${table}[?][least(?, array_length(${table}, 2))], 0) as reached
       from coverage_hour where street_id = ? and hour >= ? and hour < ?) counted
     group by 1, 2`,
    [k, minutes, actor!.streetId, from.toISOString(), until.toISOString()],
  );
}

/** Counts anew, on the grids, homes and roads of now, what was measured then. */
export async function replayedRows(
  ctx: Context,
  asked: Asked,
  policy: CoveragePolicy,
): Promise<CoverageRow[]> {
  const samples = await samplesIn(ctx, asked);
  const ground = await readGround(ctx, policy, {
    instant: ctx.now,
    standIn: stoodIn(samples),
  });
  return rowsOn(ground, { ...asked, policy }, samples.map(sampleBy(ground)));
}

/** Riders by anchor in one sample, and the hour of the day it falls in. */
export interface Counts {
  readonly hour: number;
  readonly riders: number[];
}

export const sampleBy = ({ anchors, anchorCount }: Ground): ((sample: Sample) => Counts) => {
  const riders = ridersBy(anchors, anchorCount);
  return (sample) => ({ hour: hourOf(sample.atMs), riders: riders(sample) });
};

const hourOf = (atMs: number) => (Math.floor(atMs / HOUR_MS) + STREET_OFFSET_HOURS) % 24;

/** Counts these samples on a ground. */
export function rowsOn(
  { grids, spots, roadVersion }: Ground,
  { minutes, k, weight, policy }: Omit<Asked, 'from' | 'until'> & { policy: CoveragePolicy },
  samples: readonly Counts[],
): CoverageRow[] {
  const households = weight === CoverageWeight.HOUSEHOLDS;
  return [...Map.groupBy(samples, ({ hour }) => hour)].flatMap(([hour, ofHour]) => {
    const counted = countReached(
      spots,
      ofHour.map(({ riders }) => riders),
      { grids: grids.length, mostRiders: k, mostMinutes: policy.mostMinutes },
    );
    return grids.map((grid, index) => {
      const units = households ? grid.places : grid.elders;
      const weighs = households ? grid.households : grid.elders;
      const reached = counted[index]![households ? 'homes' : 'elders'][k - 1]![minutes - 1]!;
      return {
        gridId: grid.id,
        hour,
        samples: ofHour.length,
        units: units * ofHour.length,
        reached,
        weight: weighs * ofHour.length,
        covered: units ? (weighs * reached) / units : 0,
        fewest: units,
        onRoads: roadVersion === null ? 0 : 1,
      };
    });
  });
}
