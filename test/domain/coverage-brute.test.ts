import * as fc from 'fast-check';
import { arrivalsAt } from '../../src/geo/reach.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import { Roads } from '../../src/geo/roads.ts';
import { countReached, trimmed } from '../../src/domain/coverage/rules.ts';
import { forEvery, place } from '../support/arbitraries.ts';

const MOST = { mostRiders: 3, mostMinutes: 20 };
const SPEED = 5;

const town = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.record({
    nodes: fc.array(place, { minLength: size, maxLength: size }),
    edges: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 0, max: 2_000 })),
      { maxLength: 14 },
    ),
    anchors: fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 4 }),
    homes: fc.array(fc.record({ at: place, grid: fc.nat(2), elders: fc.nat(2) }), { maxLength: 8 }),
    samples: fc.array(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), { maxLength: 5 }),
  }),
);
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;

/** All shortest lengths by Floyd and Warshall. */
function metresBetween({ nodes, edges }: Town): number[][] {
  const metres = nodes.map((_, i) => nodes.map((_, j) => (i === j ? 0 : Infinity)));
  for (const [from, to, length] of edges)
    metres[from]![to] = metres[to]![from] = Math.min(metres[from]![to]!, length);
  for (const k of nodes.keys())
    for (const i of nodes.keys())
      for (const j of nodes.keys())
        metres[i]![j] = Math.min(metres[i]![j]!, metres[i]![k]! + metres[k]![j]!);
  return metres;
}

function nearest(nodes: readonly LngLat[], at: LngLat) {
  const metres = nodes.map((node) => distance(node, at));
  const walkM = Math.min(...metres);
  return { node: metres.indexOf(walkM), walkM };
}

/** Asks of every home, sample, number of riders and minutes anew who could be there. */
function brute(data: Town, k: number, minutes: number) {
  const metres = metresBetween(data);
  const counts = [0, 1, 2].map(() => ({ homes: 0, elders: 0 }));
  for (const riders of data.samples)
    for (const { at, grid, elders } of data.homes) {
      const home = nearest(data.nodes, at);
      let there = 0;
      for (const [index, anchor] of data.anchors.entries()) {
        const start = nearest(data.nodes, data.nodes[anchor]!);
        const way = start.walkM + metres[start.node]![home.node]! + home.walkM;
        if (way <= minutes * 60 * SPEED) there += riders[index]!;
      }
      if (there < k) continue;
      counts[grid]!.homes++;
      counts[grid]!.elders += elders;
    }
  return counts;
}

test('what is counted is what brute force counts, on every small town', () => {
  forEvery(town, (data) => {
    const roads = new Roads(data).by('CYCLE');
    const arrivals = arrivalsAt(
      data.homes.map(({ at }) => at),
      data.anchors.map((node) => data.nodes[node]!),
      { roads, detourFactor: 1, speedMps: SPEED, mostMinutes: MOST.mostMinutes },
    );
    const spots = data.homes.map((home, index) => ({
      grid: home.grid,
      homes: 1,
      elders: home.elders,
      arrivals: arrivals[index]!,
    }));
    const counted = countReached(spots, data.samples, { ...MOST, grids: 3 });
    for (let k = 1; k <= MOST.mostRiders; k++)
      for (const minutes of [1, 2, 4, 7, 12, 20])
        expect(
          counted.map(({ homes, elders }) => ({
            homes: homes[k - 1]![minutes - 1],
            elders: elders[k - 1]![minutes - 1],
          })),
        ).toEqual(brute(data, k, minutes));
  });
});

test('what is kept of a table says all of it', () => {
  const table = fc.array(fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  });
  forEvery(table, (steps) => {
    // More riders never reach more, more minutes never less.
    const rows: number[][] = [];
    for (const step of steps) {
      let sum = 0;
      const before = rows.at(-1);
      rows.push(step.map((more, m) => Math.min(before?.[m] ?? Infinity, (sum += more))));
    }
    const kept = trimmed(rows);
    for (const [k, row] of rows.entries())
      for (const [m, count] of row.entries())
        expect(kept[k]?.[Math.min(m, kept[k].length - 1)] ?? 0).toBe(count);
  });
});
