import type { Context } from '../../platform/context.ts';
import { type Ground, readGround, refreshHomes } from './ground.ts';
import { wholeHours } from './period.ts';
import { policyOf } from './policy.ts';
import { byHour, HOUR_MS, ridersBy, type Sample, samplesIn, stoodIn } from './presence.ts';
import { type CoveragePolicy, countReached, trimmed } from './rules.ts';

/** A week: what one run catches up with at most after a standstill. */
const MOST_HOURS = 168;

/** 统计覆盖: counts what riders could have reached in each hour of which new samples have come. */
export async function countCoverage(ctx: Context): Promise<void> {
  await refreshHomes(ctx);
  const fresh = await freshSamples(ctx);
  if (!fresh) return;
  const policy = await policyOf(ctx);
  const samples = await samplesIn(ctx, fresh);
  const changes = await gridChanges(ctx, fresh);
  const grounds = new Map<number, Ground>();
  const counted = new Map<string, HourRow>();
  for (const [hour, ofHour] of byHour(samples))
    for (const [sinceMs, sameGrids] of Map.groupBy(ofHour, ({ atMs }) => lastOf(changes, atMs))) {
      const ground =
        grounds.get(sinceMs) ??
        (await readGround(ctx, policy, {
          instant: new Date(sameGrids[0]!.atMs),
          standIn: stoodIn(samples),
        }));
      grounds.set(sinceMs, ground);
      for (const row of rowsOf({ hour, ground, policy }, sameGrids)) addTo(counted, row);
    }
  const rows = [...counted.values()].map((row) => ({
    ...row,
    places_reached: arrayText(trimmed(row.places_reached)),
    elders_reached: arrayText(trimmed(row.elders_reached)),
  }));
  await replaceRows(ctx, fresh, rows);
}

/** The hours that newly came samples belong to. */
async function freshSamples({ em, actor }: Context) {
  const [row] = await em.execute<{ first: number | null; last: number | null }[]>(
    `select extract(epoch from min(at))::float8 * 1000 as first, extract(epoch from max(at))::float8 * 1000 as last
     from presence_count where street_id = ?
       and at > coalesce((select until from coverage_counted where street_id = ?), '-infinity')`,
    [actor!.streetId, actor!.streetId],
  );
  if (!row?.first || !row.last) return undefined;
  const last = Math.min(row.last, row.first + MOST_HOURS * HOUR_MS);
  return wholeHours({ from: new Date(row.first), until: new Date(last + 1) });
}

/** When the grids changed, oldest first. */
async function gridChanges({ em, actor }: Context, { until }: { until: Date }): Promise<number[]> {
  const rows = await em.execute<{ ms: number }[]>(
    `select distinct extract(epoch from t)::float8 * 1000 as ms
     from grid g, unnest(array[g.valid_from, g.valid_to]) t
     where g.street_id = ? and t < ? order by 1`,
    [actor!.streetId, until.toISOString()],
  );
  return rows.map(({ ms }) => ms);
}

const lastOf = (changes: readonly number[], atMs: number): number =>
  changes.findLast((ms) => ms <= atMs) ?? 0;

interface HourRow {
  readonly hour: string;
  readonly grid_id: string;
  readonly samples: number;
  readonly households: number;
  readonly places: number;
  readonly places_reached: readonly (readonly number[])[];
  readonly elders: number;
  readonly elders_reached: readonly (readonly number[])[];
  readonly road_version: number | null;
  readonly policy_version: number;
}

function rowsOf(
  { hour, ground, policy }: { hour: number; ground: Ground; policy: CoveragePolicy },
  samples: readonly Sample[],
): HourRow[] {
  const { grids, spots, anchors, anchorCount, roadVersion } = ground;
  const riders = samples.map(ridersBy(anchors, anchorCount));
  const reached = countReached(spots, riders, { ...policy, grids: grids.length });
  return grids.map(({ id, households, places, elders }, index) => ({
    hour: new Date(hour).toISOString(),
    grid_id: id,
    samples: samples.length,
    households,
    places,
    places_reached: reached[index]!.homes,
    elders,
    elders_reached: reached[index]!.elders,
    road_version: roadVersion,
    policy_version: policy.version,
  }));
}

/** A grid that stayed while others changed within the hour is one row. */
function addTo(counted: Map<string, HourRow>, row: HourRow): void {
  const key = `${row.hour} ${row.grid_id}`;
  const known = counted.get(key);
  counted.set(
    key,
    known
      ? {
          ...row,
          samples: known.samples + row.samples,
          places_reached: sumOf(known.places_reached, row.places_reached),
          elders_reached: sumOf(known.elders_reached, row.elders_reached),
        }
      : row,
  );
}

type Table = readonly (readonly number[])[];
const sumOf = (one: Table, other: Table): number[][] =>
  one.map((row, k) => row.map((count, m) => count + other[k]![m]!));

const arrayText = (table: readonly (readonly number[])[]): string =>
  `{${table.map((row) => `{${row.join(',')}}`).join(',')}}`;

async function replaceRows(
  { em, actor }: Context,
  { from, until }: { from: Date; until: Date },
  rows: readonly object[],
): Promise<void> {
  const { streetId } = actor!;
  await em.execute('delete from coverage_hour where street_id = ? and hour >= ? and hour < ?', [
    streetId,
    from.toISOString(),
    until.toISOString(),
  ]);
  await em.execute(
    `insert into coverage_hour (street_id, hour, grid_id, samples, households, places, places_reached, elders,
       elders_reached, road_version, policy_version)
     select ?, hour, grid_id, samples, households, places, places_reached::int[], elders, elders_reached::int[],
       road_version, policy_version
     from jsonb_to_recordset(?::jsonb) as row (hour timestamptz, grid_id uuid, samples int, households int, places int,
       places_reached text, elders int, elders_reached text, road_version int, policy_version int)`,
    [streetId, JSON.stringify(rows)],
  );
  await em.execute(
    `insert into coverage_counted (street_id, until)
     select ?, max(at) from presence_count where street_id = ? and at < ?
     on conflict (street_id) do update set until = excluded.until, version = coverage_counted.version + 1`,
    [streetId, streetId, until.toISOString()],
  );
}
