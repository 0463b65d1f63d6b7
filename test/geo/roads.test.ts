import * as fc from 'fast-check';
import { Heap } from '../../src/geo/heap.ts';
import { distance } from '../../src/geo/point.ts';
import { type Mode, modes, roadClassOf } from '../../src/geo/road-classes.ts';
import { InvalidRoads, Roads } from '../../src/geo/roads.ts';
import { forEvery, place } from '../support/arbitraries.ts';

/** Which part of the usual speed one has on roads of each class, stated anew: [by bicycle, by motor, on foot]. */
const SHARES: Readonly<Record<string, readonly [number, number, number]>> = {
  primary: [1, 1, 1],
  minor: [1, 1, 1],
  motorway: [0, 1, 0],
  living_street: [1, 0.4, 1],
  service: [1, 0.6, 1],
  cycleway: [1, 0, 0],
  path: [13 / 15, 0, 1],
  track: [0.8, 0, 1],
  footway: [4 / 15, 0, 1],
  steps: [2 / 15, 0, 1],
  construction: [0, 0, 0],
};
const NAMES = Object.keys(SHARES);

const networkUpTo = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((size) =>
    fc.record({
      nodes: fc.array(place, { minLength: size, maxLength: size }),
      roads: fc.array(
        fc.record({
          ends: fc.tuple(fc.nat(size - 1), fc.nat(size - 1)),
          metres: fc.integer({ min: 0, max: 900 }),
          name: fc.constantFrom(...NAMES),
          oneWay: fc.boolean(),
        }),
        { maxLength: 2 * size + 4 },
      ),
    }),
  );
const network = networkUpTo(9);
type Drawn = typeof network extends fc.Arbitrary<infer T> ? T : never;

const roadsOf = ({ nodes, roads }: Drawn) =>
  new Roads({
    nodes,
    edges: roads.map(({ ends, metres, name, oneWay }) => [
      ...ends,
      metres,
      roadClassOf(name),
      Number(oneWay),
    ]),
  });

/** All shortest lengths by Floyd and Warshall. */
function oracle({ nodes, roads }: Drawn, mode: Mode) {
  const far = nodes.map((_, i) => nodes.map((__, j) => (i === j ? 0 : Infinity)));
  const shorten = (from: number, to: number, metres: number) =>
    (far[from]![to] = Math.min(far[from]![to]!, metres));
  for (const { ends, metres, name, oneWay } of roads) {
    const share = SHARES[name]![modes.indexOf(mode)]!;
    if (share === 0) continue;
    const [from, to] = ends;
    shorten(from, to, metres / share);
    if (mode !== 'MOTOR' || !oneWay) shorten(to, from, metres / share);
  }
  for (const k of nodes.keys())
    for (const i of nodes.keys())
      for (const j of nodes.keys()) shorten(i, j, far[i]![k]! + far[k]![j]!);
  return far.flat();
}

const matrixOf = (roads: Roads, mode: Mode) =>
  roads.nodes.flatMap((_, start) =>
    roads.nodes.map((__, goal) => roads.by(mode).metresBetween(start, goal)),
  );
/** Sums of fractions depend on their order. */
const inMillimetres = (metres: readonly number[]) => metres.map((one) => Math.round(one * 1e3));

test('all distances agree with Floyd and Warshall', () => {
  forEvery(fc.tuple(networkUpTo(16), fc.constantFrom(...modes)), ([data, mode]) => {
    const roads = roadsOf(data);
    const expected = inMillimetres(oracle(data, mode));
    expect(inMillimetres(matrixOf(roads, mode))).toEqual(expected);
    expect(inMillimetres(matrixOf(roads, mode))).toEqual(expected);
  });
});

test('a town of many crossings is contracted exactly', () => {
  const SIDE = 9;
  const town = fc.array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.nat(3)), {
    minLength: 2 * SIDE ** 2,
    maxLength: 2 * SIDE ** 2,
  });
  fc.assert(
    fc.property(town, (streets) => {
      const nodes = Array.from({ length: SIDE ** 2 }, (_, n): [number, number] => [n % SIDE, n]);
      const roads = streets.flatMap(([metres, kind], index): Drawn['roads'] => {
        const from = index >> 1;
        const isEast = index % 2 === 0;
        const to = isEast ? from + 1 : from + SIDE;
        if (kind === 0 || to >= nodes.length || (isEast && to % SIDE === 0)) return [];
        return [{ ends: [from, to], metres, name: 'minor', oneWay: kind === 1 }];
      });
      const expected = oracle({ nodes, roads }, 'MOTOR');
      expect(matrixOf(roadsOf({ nodes, roads }), 'MOTOR')).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

test('on ordinary streets, and without classes, all modes have the same distances, to the last digit', () => {
  forEvery(network, (data) => {
    const streets = data.roads.map((road) => ({ ...road, name: 'minor', oneWay: false }));
    const edges = data.roads.map(({ ends, metres }) => [...ends, metres]);
    const expected = oracle({ ...data, roads: streets }, 'CYCLE');
    for (const mode of modes)
      expect(matrixOf(new Roads({ nodes: data.nodes, edges }), mode)).toEqual(expected);
  });
});

test('a path has the length of the matrix, starts and ends at the doors', () => {
  forEvery(fc.tuple(network, place, place), ([data, from, to]) => {
    const roads = roadsOf(data).by('MOTOR');
    const [start, goal] = [roads.snap(from), roads.snap(to)];
    if (start === undefined || goal === undefined)
      return expect(roads.path(from, to)).toBeUndefined();
    const metres = roads.metresBetween(start, goal);
    const path = roads.path(from, to);
    if (metres === Infinity) return expect(path).toBeUndefined();
    expect([path!.line[0], path!.line.at(-1)]).toEqual([from, to]);
    const ends = distance(from, roads.nodes[start]!) + distance(roads.nodes[goal]!, to);
    return expect(path!.metres).toBeCloseTo(metres + ends, 6);
  });
});

test('a place snaps to the nearest node that not only closed roads lead to', () => {
  forEvery(fc.tuple(network, place, fc.constantFrom(...modes)), ([data, at, mode]) => {
    const joined = roadsOf(data).by(mode);
    const isOpen = (name: string) => SHARES[name]![modes.indexOf(mode)]! > 0;
    const roadsAt = (node: number) => data.roads.filter(({ ends }) => ends.includes(node));
    const nodes = [...joined.nodes.entries()].filter(
      ([node]) => !roadsAt(node).length || roadsAt(node).some(({ name }) => isOpen(name)),
    );
    const node = joined.snap(at);
    expect(joined.isOpen).toBe(nodes.length > 0);
    if (!nodes.length) return expect(node).toBeUndefined();
    expect(nodes.map(([one]) => one)).toContain(node);
    const nearest = Math.min(...nodes.map(([, place]) => distance(at, place)));
    expect(distance(at, joined.nodes[node!]!)).toBeCloseTo(nearest, 6);
  });
});

test('an edge to nowhere, a length that is none and an unknown class are refused', () => {
  const nodes = [
    [118.77, 31.98],
    [118.78, 31.98],
  ];
  for (const edge of [
    [0, 2, 5],
    [0, 1, -1],
    [0, 1, NaN],
    [0, 1],
    [0.5, 1, 2],
    [0, 1, 5, 99],
  ])
    expect(() => new Roads({ nodes, edges: [edge] })).toThrow(InvalidRoads);
  expect(new Roads({ nodes: [], edges: [] }).by('FOOT').path([0, 0], [1, 1])).toBeUndefined();
});

test('the heap gives back what was put in, lowest key first, ties by the lower number', () => {
  const entries = fc.array(fc.tuple(fc.nat(50), fc.nat(9)));
  forEvery(entries, (pairs) => {
    const heap = new Heap();
    for (const [item, key] of pairs) heap.push(item, key);
    const sorted = pairs.toSorted(([a, x], [b, y]) => x - y || a - b).map(([item]) => item);
    expect(sorted.map(() => heap.pop())).toEqual(sorted);
    expect(heap.pop()).toBeUndefined();
  });
});
