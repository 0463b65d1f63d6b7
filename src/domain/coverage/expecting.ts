import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { type FreeTime, freeTimes, usualStaleAfterMs } from '../requests/freeing.ts';
import type { RiderRow } from '../requests/riders-sql.ts';
import { actorOf } from '../requests/visible.ts';
import { dayNumberOf, daysOnEnd } from '../riders/local-day.ts';
import { restRules } from '../riders/resting.ts';
import type { ExpectedRider, Rest, Stand } from './forecasting-rules.ts';

/** Who is known to be there in the coming hours. */
export interface Expectation {
  readonly riders: readonly (ExpectedRider & { readonly unseen: boolean })[];
  readonly rest: Rest;
}

interface ShiftRow {
  readonly from: number;
  readonly until: number;
  readonly confirmed: boolean;
  readonly gridCodes: readonly string[];
}

/** As `riders_expected` (0020) tells them; without a position when none is known. */
type Row = Pick<RiderRow, 'id' | 'vehicle' | 'workingSince' | 'workedTodayMs' | 'daysWorked'> &
  Pick<RiderRow, 'work' | 'own' | 'way'> & {
    readonly duty: 'OFF' | 'ON' | 'BREAK';
    readonly lng: number | null;
    readonly lat: number | null;
    readonly positionAt: number | null;
    readonly breakSince: number | null;
    readonly appointedTo: readonly string[] | null;
    readonly usualGrid: string | null;
    readonly shifts: readonly ShiftRow[];
  };

const MINUTE_MS = 60_000;

/** Reads riders on duty with the end of their present work, and planned shifts, up to an instant. */
export async function expectRiders(ctx: Context, until: Date): Promise<Expectation> {
  const { em, now } = ctx;
  const rows = await em.execute<Row[]>(
    `select e.*, w.stops as way from riders_expected(?, ?) e
     left join rider_way w on w.street_id = ? and w.rider_id = e.id order by e.id`,
    [now.toISOString(), until.toISOString(), actorOf(ctx).streetId],
  );
  const rules = await restRules(ctx);
  const staleAt = now.getTime() - (await staleAfterMs(ctx));
  const free = rows.map((row) => freeOf(row, now.getTime()));
  const gridOf = await gridsAt(ctx, free.flat());
  const inForce = await gridsByCode(ctx);
  return {
    riders: rows.map((row, index) => ({
      ...(row.duty !== 'OFF' && {
        present: {
          ...row,
          daysInARow: daysOnEnd(row.daysWorked ?? [], dayNumberOf(now.getTime())),
          free: free[index]!.map((one) => ({ ...one, grid: gridOf(one.at) })),
        },
      }),
      shifts: row.shifts.map((shift) => ({ ...shift, grid: shiftGrid(row, shift, inForce) })),
      unseen: row.duty !== 'OFF' && (row.positionAt ?? 0) < staleAt,
    })),
    rest: {
      workMs: rules.workMinutes * MINUTE_MS,
      pauseMs: rules.pauseMinutes * MINUTE_MS,
      limitMs: rules.limitMinutes * MINUTE_MS,
      daysInARow: rules.daysInARow,
    },
  };
}

type FreeRow = Omit<FreeTime, 'at'> & { readonly at: LngLat | null };

/** Without a position nobody knows the way; the rider is taken to be free somewhere. */
function freeOf({ lng, lat, ...row }: Row, now: number): readonly FreeRow[] {
  if (row.duty === 'OFF') return [];
  if (lng === null || lat === null) return [{ from: now, until: Infinity, at: null }];
  return freeTimes({ ...row, lng, lat }, now);
}

/** Where a shift is ridden: in its grids, else those of the appointment; of several where the rider mostly serves, else the first. */
function shiftGrid(
  { appointedTo, usualGrid }: Row,
  { gridCodes }: ShiftRow,
  inForce: ReadonlyMap<string, string>,
): Stand['grid'] {
  const known = (codes: readonly string[]) => codes.filter((code) => inForce.has(code)).toSorted();
  const codes = [known(gridCodes), known(appointedTo ?? [])].find(({ length }) => length > 0);
  const usual = usualGrid !== null && (codes ?? [usualGrid]).includes(usualGrid);
  return inForce.get(usual ? usualGrid : (codes?.[0] ?? '')) ?? null;
}

/** In which grid in force each of these places lies. */
async function gridsAt(
  { em, actor, now }: Context,
  free: readonly FreeRow[],
): Promise<(at: LngLat | null) => string | null> {
  const places = [...new Set(free.flatMap(({ at }) => (at ? [at] : [])))];
  const rows = await em.execute<{ grid: string | null }[]>(
    `select grid_at(?, st_setsrid(st_makepoint(lng, lat), 4326), ?) as grid
     from unnest(?::float8[], ?::float8[]) with ordinality place (lng, lat, nth) order by nth`,
    [
      actor!.streetId,
      now.toISOString(),
      `{${places.map(([lng]) => lng).join(',')}}`,
      `{${places.map(([, lat]) => lat).join(',')}}`,
    ],
  );
  const found = new Map(places.map((place, index) => [place, rows[index]!.grid]));
  return (at) => (at ? found.get(at)! : null);
}

async function gridsByCode({ em, actor, now }: Context): Promise<Map<string, string>> {
  const rows = await em.execute<{ id: string; code: string }[]>(
    `select id, code from grid where street_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?)`,
    [actor!.streetId, now.toISOString(), now.toISOString()],
  );
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** How long a position counts, as the engine has it. */
async function staleAfterMs({ em, actor, now }: Context): Promise<number> {
  const [row] = await em.execute<{ ms: number | null }[]>(
    `select (policy->>'staleAfterMs')::float8 as ms from dispatch_policy
     where street_id = ? and valid_from <= ? order by version desc limit 1`,
    [actor!.streetId, now.toISOString()],
  );
  return row?.ms ?? usualStaleAfterMs;
}
