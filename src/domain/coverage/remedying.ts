import type { Counts, CoverageRow } from './counted.ts';
import type { Outlook } from './forecasting.ts';
import { CoverageHole, type GridForecast, HoleRemedy } from './forecast-views.ts';
import { largestGap, personHours, QUARTER_MS } from './forecasting-rules.ts';

const MOST_HOLES = 10;
const MOST_REMEDIES = 5;
/** Nobody is called in for less than an hour. */
const SHORTEST_SHIFT_MS = 3_600_000;
/** Sums of the same figures in another order differ by less. */
const SAME = 1e-9;

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
export function remediesFor(
  outlook: Outlook,
  hole: CoverageHole,
  asPlanned: readonly CoverageRow[],
): HoleRemedy[] {
  const { ground, counts, told, stations, asked } = outlook;
  const quarterOf = (at: Date) => (at.getTime() - outlook.horizon.from) / QUARTER_MS;
  const inHole = (hour: number) => hour >= quarterOf(hole.from) && hour < quarterOf(hole.until);
  const own = ground.grids.findIndex(({ id }) => id === hole.grid.id);
  const there = { ...ground, spots: ground.spots.filter(({ grid }) => grid === own) };
  const within = counts.filter(({ hour }) => inHole(hour));
  const left = (rows: readonly CoverageRow[]) =>
    personHoursIn(rows.filter(({ gridId, hour }) => gridId === hole.grid.id && inHole(hour)));
  const before = left(asPlanned);
  const closedBy = ({ anchor }: Place, riders: number) =>
    before - left(outlook.count(there, withRiders(within, anchor, riders)));
  const firstStation = ground.anchorCount - stations.length;
  const places: Place[] = [
    ...told.map((grid) => ({ grid, station: null, anchor: ground.anchors.get(grid.id)! })),
    ...stations.map((station, n) => ({ grid: null, station, anchor: firstStation + n })),
  ];
  const from = hole.from;
  const until = new Date(Math.max(hole.until.getTime(), from.getTime() + SHORTEST_SHIFT_MS));
  const inShift = counts.filter(({ hour }) => hour >= quarterOf(from) && hour < quarterOf(until));
  const seen = seenBy(outlook, asPlanned);
  return places
    .flatMap((place) => {
      const most = closedBy(place, asked.k);
      if (most < SAME) return [];
      let riders = 1;
      while (riders < asked.k && closedBy(place, riders) < most - SAME) riders++;
      return [{ place, riders, closed: most }];
    })
    .toSorted(
      (a, b) =>
        byMost(a.closed, b.closed) || a.riders - b.riders || (codeOf(a) < codeOf(b) ? -1 : 1),
    )
    .slice(0, MOST_REMEDIES)
    .map(({ place: { anchor, ...place }, riders, closed }) => {
      const after = outlook.count(ground, withRiders(inShift, anchor, riders));
      const hours = new Set(inShift.map(({ hour }) => hour));
      const unhelped = asPlanned.filter(({ hour }) => hours.has(hour));
      return Object.assign(new HoleRemedy(), {
        ...place,
        ...{ riders, from, until, before, closed },
        closedEverywhere: personHoursIn(seen(unhelped)) - personHoursIn(seen(after)),
      });
    });
}

const byMost = (a: number, b: number): number => (Math.abs(a - b) < SAME ? 0 : b - a);

/** At the same place a grid comes before a station. */
const codeOf = ({ place: { grid, station } }: { readonly place: Place }): string =>
  grid ? `0 ${grid.code}` : `1 ${station!.code}`;

/** The rows of grids the actor is told of. */
function seenBy({ told, rule }: Outlook, rows: readonly CoverageRow[]) {
  const tooFew = (row: CoverageRow) =>
    rule.weight === 'ELDERS_LIVING_ALONE' && row.fewest < rule.cell;
  const hidden = new Set(rows.filter(tooFew).map(({ gridId }) => gridId));
  const ids = new Set(told.map(({ id }) => id).filter((id) => !hidden.has(id)));
  return (some: readonly CoverageRow[]) => some.filter(({ gridId }) => ids.has(gridId));
}

/** A row is a quarter of one grid. */
const personHoursIn = (rows: readonly CoverageRow[]): number =>
  rows.reduce((sum, { weight, covered, samples }) => sum + (weight - covered) / samples / 4, 0);

const withRiders = (counts: readonly Counts[], anchor: number, more: number): Counts[] =>
  counts.map(({ hour, riders }) => ({
    hour,
    riders: riders.map((count, index) => (index === anchor ? count + more : count)),
  }));
