import * as fc from 'fast-check';
import {
  expectedCounts,
  largestGap,
  personHours,
  standsOf,
  type ExpectedRider,
  type Rest,
} from '../../src/domain/coverage/forecasting-rules.ts';
import { groundWithin, quartersOn } from '../../src/domain/coverage/quarters.ts';
import { CoverageHole } from '../../src/domain/coverage/forecast-views.ts';
import type { Outlook } from '../../src/domain/coverage/forecasting.ts';
import { remediesFor } from '../../src/domain/coverage/remedying.ts';
import { coveragePolicy } from '../../src/domain/coverage/rules.ts';
import { CoverageWeight, type GridName } from '../../src/domain/coverage/views.ts';
import { forEvery } from '../support/arbitraries.ts';

const MINUTE = 60_000;
const GRIDS = ['a', 'b', 'c'];
/** Ten in the morning and eight in the evening of a street on Beijing time. */
const now = fc.constantFrom(Date.UTC(2026, 2, 2, 2), Date.UTC(2026, 2, 2, 12));
const grid = fc.constantFrom(...GRIDS, null);
const span = (max: number) => fc.integer({ min: 1, max });

/** All in whole minutes from now, so that a clock that steps by minutes meets every change. */
const sketch = fc.record({
  duty: fc.constantFrom('ON' as const, 'ON' as const, 'BREAK' as const, 'OFF' as const),
  brokeAgo: fc.nat(40),
  workingFor: fc.nat(300),
  workedToday: fc.nat(500),
  daysInARow: fc.constantFrom(0, 0, 0, 5, 6),
  /** Minutes busy, then free, and so on. */
  errands: fc.array(fc.record({ busy: span(90), free: span(90), grid }), { maxLength: 3 }),
  after: grid,
  busyNow: fc.boolean(),
  firstShift: fc.integer({ min: -200, max: 200 }),
  shifts: fc.array(fc.record({ pause: fc.nat(200), lasts: span(300), grid }), { maxLength: 3 }),
});
type Sketch = typeof sketch extends fc.Arbitrary<infer T> ? T : never;

const rest = fc.record({
  work: fc.integer({ min: 30, max: 240 }),
  pause: fc.integer({ min: 5, max: 60 }),
  limit: fc.integer({ min: 60, max: 660 }),
});
type RestSketch = typeof rest extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly from: number;
  readonly until: number;
  readonly grid: string | null;
}

function freeOf({ errands, after, busyNow }: Sketch): Told[] {
  let clock = 0;
  const free = errands.map((errand, index) => {
    const from = clock + (index === 0 && !busyNow ? 0 : errand.busy);
    clock = from + errand.free;
    return { from, until: clock, grid: errand.grid };
  });
  return [...free, { from: clock + (busyNow ? 7 : 0), until: Infinity, grid: after }];
}

function shiftsOf({ firstShift, shifts }: Sketch): Told[] {
  let clock = firstShift;
  return shifts
    .map(({ pause, lasts, grid }) => {
      const from = clock + pause;
      clock = from + lasts;
      return { from, until: clock, grid };
    })
    .filter(({ until }) => until > -120);
}

function riderOf(one: Sketch, at: number): ExpectedRider {
  const told = ({ from, until, grid }: Told) => ({
    from: at + from * MINUTE,
    until: at + until * MINUTE,
    grid,
  });
  return {
    ...(one.duty !== 'OFF' && {
      present: {
        breakSince: one.duty === 'BREAK' ? at - one.brokeAgo * MINUTE : null,
        workingSince: at - one.workingFor * MINUTE,
        workedTodayMs: one.workedToday * MINUTE,
        daysInARow: one.daysInARow,
        free: freeOf(one).map(told),
      },
    }),
    shifts: shiftsOf(one).map((shift) => ({ ...told(shift), confirmed: true })),
  };
}

interface Walk {
  readonly from: number;
  readonly until: number;
  readonly since: number;
  readonly worked: number;
}

/** Lives through a stretch of duty minute by minute; which minutes something may be offered in. */
function live(walk: Walk, free: readonly Told[], { rules, at }: Setting): Set<number> {
  const open = new Set<number>();
  let { since, worked } = walk;
  let pausedUntil: number | undefined;
  for (let t = walk.from; t < Math.min(walk.until, 12 * 60); t++) {
    if ((at / MINUTE + t + 8 * 60) % (24 * 60) === 0) worked = 0;
    if (t === pausedUntil) since = t;
    if (pausedUntil !== undefined && t < pausedUntil) continue;
    if (worked >= rules.limit) break;
    const idle = free.some((one) => one.from <= t && t < one.until);
    if (t - since >= rules.work && idle) {
      pausedUntil = t + rules.pause;
      continue;
    }
    if (t - since < rules.work) open.add(t);
    worked++;
  }
  return open;
}

interface Setting {
  readonly rules: RestSketch;
  readonly at: number;
}

/** In which grid the rider is free in a minute: a grid, null for nobody knows where, undefined for not free. */
function placeOf(one: Sketch, setting: Setting): (t: number) => string | null | undefined {
  const { rules } = setting;
  const free =
    one.duty === 'OFF' ? [{ from: -Infinity, until: Infinity, grid: null }] : freeOf(one);
  const shifts = shiftsOf(one);
  const running = shifts.find(({ from, until }) => from <= 0 && 0 < until);
  const over = !running && shifts.some(({ until }) => until <= 0);
  const parts: { open: Set<number>; at: string | null }[] = [];
  if (one.duty !== 'OFF' && !over && one.daysInARow < 6) {
    const from = one.duty === 'BREAK' ? Math.max(0, rules.pause - one.brokeAgo) : 0;
    const since = one.duty === 'BREAK' ? from : -one.workingFor;
    const until = running?.until ?? shifts.find((shift) => shift.from > 0)?.from ?? Infinity;
    const minutesOfDay = (setting.at / MINUTE + 8 * 60) % (24 * 60);
    const worked = minutesOfDay + from >= 24 * 60 ? 0 : one.workedToday;
    parts.push({ open: live({ from, until, since, worked }, free, setting), at: null });
  }
  for (const { from, until, grid } of shifts.filter((shift) => shift.from > 0))
    parts.push({ open: live({ from, until, since: from, worked: 0 }, free, setting), at: grid });
  return (t) => {
    const part = parts.find(({ open }) => open.has(t));
    const idle = free.find((stretch) => stretch.from <= t && t < stretch.until);
    return part && idle ? (part.at ?? idle.grid) : undefined;
  };
}

const town = fc.record({
  at: now,
  rules: rest,
  hours: fc.integer({ min: 1, max: 12 }),
  riders: fc.array(sketch, { maxLength: 5 }),
  spots: fc.array(
    fc.record({
      grid: fc.nat(2),
      minutes: fc.tuple(span(20), span(20), span(20)),
      elders: fc.nat(2),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  households: fc.tuple(fc.nat(90), fc.nat(90), fc.nat(90)),
  minutes: span(20),
  k: span(3),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

const restOf = ({ work, pause, limit }: RestSketch): Rest => ({
  workMs: work * MINUTE,
  pauseMs: pause * MINUTE,
  limitMs: limit * MINUTE,
  daysInARow: 6,
});

/** As the product counts it. */
function outlookOf({ at, hours, spots, households, minutes, k, ...data }: Town): Outlook {
  const stands = data.riders.flatMap((one) =>
    standsOf(riderOf(one, at), restOf(data.rules), { from: at, until: at + hours * 60 * MINUTE })
      .filter((stand) => stand.grid !== null)
      .map(({ grid, ...stand }) => ({ ...stand, anchor: GRIDS.indexOf(grid!) })),
  );
  const horizon = { from: at, quarters: hours * 4 };
  const ground = {
    grids: GRIDS.map((id, index) => {
      const own = spots.filter((spot) => spot.grid === index);
      const elders = own.reduce((sum, spot) => sum + spot.elders, 0);
      return { id, communityId: '', households: households[index]!, places: own.length, elders };
    }),
    spots: spots.map(({ minutes: ways, ...spot }) => ({
      ...spot,
      homes: 1,
      arrivals: ways
        .map((way, anchor) => ({ anchor, minutes: way }))
        .toSorted((a, b) => a.minutes - b.minutes),
    })),
    anchors: new Map(GRIDS.map((id, index) => [id, index])),
    anchorCount: 3,
    roadVersion: null,
  };
  const asked = { hours, minutes, k, weight: CoverageWeight.HOUSEHOLDS };
  return {
    asked,
    horizon,
    ground: groundWithin(ground, minutes),
    counts: expectedCounts(stands, horizon, 3),
    count: (on, counts) => quartersOn(on, { ...asked, policy: coveragePolicy }, counts),
    told: GRIDS.map((id) => named(id)),
    rule: { weight: asked.weight, cell: 0 },
    stations: [],
  };
}

const named = (id: string): GridName => ({
  ...{ id, code: id, name: id, nameEn: id },
  ...{ validFrom: new Date(0), validTo: null },
});

/** Asks of every spot, step and rider anew: by grid and quarter, how many of how many are reached, with some riders more at a place. */
function brute({ at, rules, hours, spots, minutes, k, riders }: Town, more: string[] = []) {
  const where = [
    ...riders.map((one) => placeOf(one, { rules, at })),
    ...more.map((id) => () => id),
  ];
  return Array.from({ length: hours * 4 }, (_, quarter) =>
    GRIDS.map((gridId, index) => {
      const own = spots.filter((spot) => spot.grid === index);
      const steps = [0, 5, 10].map((minute) => quarter * 15 + minute);
      const reached = steps.flatMap((t) =>
        own.filter(
          (spot) =>
            where.filter((of) => {
              const place = of(t);
              return typeof place === 'string' && spot.minutes[GRIDS.indexOf(place)]! <= minutes;
            }).length >= k,
        ),
      );
      return { gridId, hour: quarter, reached: reached.length, units: own.length * 3 };
    }),
  ).flat();
}

test('what is forecast is what living through the hours minute by minute comes to, on every small town', () => {
  forEvery(town, (data) => {
    const { count, ground, counts } = outlookOf(data);
    const rows = count(ground, counts);
    expect(
      rows.map(({ gridId, hour, reached, units }) => ({ gridId, hour, reached, units })),
    ).toEqual(brute(data));
  });
});

test('what is told to close most of a hole does, and nothing closes more', () => {
  const hole = fc.record({ first: fc.nat(47), lasts: span(8), index: fc.nat(2) });
  forEvery(fc.tuple(town, hole), ([data, { first, lasts, index }]) => {
    const quarters = data.hours * 4;
    const start = first % quarters;
    const end = Math.min(quarters, start + lasts);
    fc.pre(data.spots.some((spot) => spot.grid === index));
    const [from, until] = [start, end].map((one) => new Date(data.at + one * 15 * MINUTE));
    const told = remediesFor(
      outlookOf(data),
      Object.assign(new CoverageHole(), { grid: named(GRIDS[index]!), from, until }),
    );
    const asPlanned = brute(data);
    /** Person-hours that so many riders more would cover up to a quarter, in some grids. */
    const closed = (more: string[], last: number, grids: readonly string[]) =>
      brute(data, more).reduce((sum, { gridId, hour, reached, units }, nth) => {
        if (hour < start || hour >= last || !grids.includes(gridId) || units === 0) return sum;
        const people = data.households[GRIDS.indexOf(gridId)]!;
        return sum + (people * (reached - asPlanned[nth]!.reached)) / units / 4;
      }, 0);
    const inHole = (id: string, riders: number) =>
      closed(Array<string>(riders).fill(id), end, [GRIDS[index]!]);
    const best = Math.max(...GRIDS.map((id) => inHole(id, data.k)));
    expect(told[0]?.closed ?? 0).toBeCloseTo(best);
    for (const { grid, riders, closed: gained, closedEverywhere } of told) {
      expect(gained).toBeCloseTo(inHole(grid!.id, riders));
      if (riders > 1) expect(inHole(grid!.id, riders - 1)).toBeLessThan(gained - 1e-7);
      const shiftEnd = Math.max(end, start + 4);
      const everywhere = closed(Array<string>(riders).fill(grid!.id), shiftEnd, GRIDS);
      expect(closedEverywhere).toBeCloseTo(everywhere);
    }
  });
});

test('no stretch of quarters is a larger hole than the one told, and it is as deep as told', () => {
  const row = fc.array(fc.oneof(fc.constant(0), fc.nat(50)), { maxLength: 48 });
  forEvery(row, (uncovered) => {
    const told = largestGap(uncovered);
    let most = 0;
    for (const first of uncovered.keys())
      for (let end = first + 1; end <= uncovered.length; end++)
        most = Math.max(most, (Math.min(...uncovered.slice(first, end)) * (end - first)) / 4);
    expect(told ? personHours(told) : 0).toBe(most);
    if (told) expect(Math.min(...uncovered.slice(told.first, told.end))).toBe(told.people);
  });
});
