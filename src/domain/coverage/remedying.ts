import type { Counts, CoverageRow } from './counted.ts';
import type { Outlook } from './forecasting.ts';
import { CoverageHole, type GridForecast, HoleRemedy } from './forecast-views.ts';
import { largestGap, personHours, QUARTER_MS } from './forecasting-rules.ts';
import type { Ground } from './ground.ts';
import type { Spot } from './rules.ts';
import { CoverageWeight } from './views.ts';

const MOST_HOLES = 10;
const MOST_REMEDIES = 5;
/** So many that close the hole about as well are asked what they do elsewhere. */
const MOST_COMPARED = 10;
/** Nobody is called in for less than an hour. */
const SHORTEST_SHIFT_MS = 3_600_000;
/** Sums of the same figures in another order differ by less. */
const SAME = 1e-6;

/** 薄弱时段: the largest hole of each grid, the largest first; of equal ones by code. */
export function holesIn(grids: readonly GridForecast[]): CoverageHole[] {
  return grids
    .flatMap(({ grid, quarters }) => {
      const gap = largestGap(quarters.map(({ uncovered }) => uncovered ?? 0));
      if (!gap) return [];
      const hole = Object.assign(new CoverageHole(), {
        grid,
        from: quarters[gap.first]!.from,
        until: quarters[gap.end - 1]!.until,
        people: gap.people,
        personHours: personHours(gap),
      });
      return [hole];
    })
    .toSorted((a, b) => b.personHours - a.personHours || (a.grid.code < b.grid.code ? -1 : 1))
    .slice(0, MOST_HOLES);
}

type Place = Pick<HoleRemedy, 'grid' | 'station'> & { readonly anchor: number };

/** 补救: which riders more, where, for the time of the hole, would cover most of it; each is tried by counting anew. */
export function remediesFor(outlook: Outlook, hole: CoverageHole): HoleRemedy[] {
  const { ground, counts, asked } = outlook;
  const { from } = hole;
  const until = new Date(Math.max(hole.until.getTime(), from.getTime() + SHORTEST_SHIFT_MS));
  const quarterOf = (at: Date) => (at.getTime() - outlook.horizon.from) / QUARTER_MS;
  const between = (end: Date) =>
    counts.filter(({ hour }) => hour >= quarterOf(from) && hour < quarterOf(end));
  const [within, inShift] = [between(hole.until), between(until)];
  const left = (on: Ground, some: readonly Counts[]) =>
    personHoursIn(seenOf(outlook, outlook.count(on, some)));
  const own = ground.grids.findIndex(({ id }) => id === hole.grid.id);
  const there = groundOf(ground, ({ grid }) => grid === own);
  const before = left(there, within);
  const closedBy = (anchor: number, riders: number) =>
    before - left(there, withRiders(within, anchor, riders));
  const tried = placesOf(outlook)
    .filter(({ anchor }) => there.spots.some((spot) => isReached(spot, anchor)))
    .flatMap((place) => {
      const closed = closedBy(place.anchor, asked.k);
      if (closed < SAME) return [];
      let riders = 1;
      while (riders < asked.k && closedBy(place.anchor, riders) < closed - SAME) riders++;
      return [{ ...place, riders, closed }];
    });
  return tried
    .toSorted(byHole)
    .slice(0, MOST_COMPARED)
    .map(({ anchor, ...told }) => {
      // Nobody else can be covered by who stands there.
      const near = groundOf(ground, (spot) => isReached(spot, anchor));
      const after = left(near, withRiders(inShift, anchor, told.riders));
      const closedEverywhere = left(near, inShift) - after;
      return Object.assign(new HoleRemedy(), told, { from, until, before, closedEverywhere });
    })
    .toSorted(byUse)
    .slice(0, MOST_REMEDIES);
}

const isReached = ({ arrivals }: Spot, from: number): boolean =>
  arrivals.some(({ anchor }) => anchor === from);

/** Only some places, and only the grids in which they are. */
function groundOf(ground: Ground, keep: (spot: Spot) => boolean): Ground {
  const spots = ground.spots.filter(keep);
  const own = [...new Set(spots.map(({ grid }) => grid))];
  return {
    ...ground,
    grids: own.map((grid) => ground.grids[grid]!),
    spots: spots.map((spot) => ({ ...spot, grid: own.indexOf(spot.grid) })),
  };
}

/** Where riders could stand more: in every told grid, and at every open station. */
function placesOf({ ground, told, stations }: Outlook): Place[] {
  const firstStation = ground.anchorCount - stations.length;
  return [
    ...told.map((grid) => ({ grid, station: null, anchor: ground.anchors.get(grid.id)! })),
    ...stations.map((station, n) => ({ grid: null, station, anchor: firstStation + n })),
  ];
}

type Tried = Pick<HoleRemedy, 'grid' | 'station' | 'riders' | 'closed'>;

/** What closes most of the hole; then with the fewest riders; a grid before a station. */
const byHole = (a: Tried, b: Tried): number => byEffort(a, b) || byCode(a, b);

/** Of those alike in that, what helps most elsewhere too comes first. */
const byUse = (a: HoleRemedy, b: HoleRemedy): number =>
  byEffort(a, b) || byMost(a.closedEverywhere, b.closedEverywhere) || byCode(a, b);

const byEffort = (a: Tried, b: Tried): number => byMost(a.closed, b.closed) || a.riders - b.riders;

const byCode = (a: Tried, b: Tried): number => (codeOf(a) < codeOf(b) ? -1 : 1);

const byMost = (a: number, b: number): number => (Math.abs(a - b) < SAME ? 0 : b - a);

const codeOf = ({ grid, station }: Tried): string =>
  grid ? `0 ${grid.code}` : `1 ${station!.code}`;

/** The rows of grids the actor is told of. */
function seenOf({ told, rule }: Outlook, rows: readonly CoverageRow[]): CoverageRow[] {
  const ids = new Set(told.map(({ id }) => id));
  const tooFew = ({ fewest }: CoverageRow) =>
    rule.weight === CoverageWeight.ELDERS_LIVING_ALONE && fewest < rule.cell;
  return rows.filter((row) => ids.has(row.gridId) && !tooFew(row));
}

/** A row is a quarter of one grid. */
const personHoursIn = (rows: readonly CoverageRow[]): number =>
  rows.reduce((sum, { weight, covered, samples }) => sum + (weight - covered) / samples / 4, 0);

const withRiders = (counts: readonly Counts[], anchor: number, more: number): Counts[] =>
  counts.map(({ hour, riders }) => ({
    hour,
    riders: riders.map((count, index) => (index === anchor ? count + more : count)),
  }));
