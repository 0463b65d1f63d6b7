import * as fc from 'fast-check';
import { Heap } from '../../src/geo/heap.ts';
import { distance } from '../../src/geo/point.ts';
import { InvalidRoads, Roads } from '../../src/geo/roads.ts';
import { forEvery, place } from '../support/arbitraries.ts';

const network = fc.integer({ min: 1, max: 9 }).chain((size) =>
  fc.record({
    nodes: fc.array(place, { minLength: size, maxLength: size }),
    edges: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.integer({ min: 0, max: 900 })),
      { maxLength: 20 },
    ),
  }),
);

/** All shortest lengths by Floyd and Warshall. */
function oracle({ nodes, edges }: { nodes: readonly unknown[]; edges: readonly number[][] }) {
  const size = nodes.length;
  const metres = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (const [from, to, length] of edges) {
    metres[from!]![to!] = Math.min(metres[from!]![to!]!, length!);
    metres[to!]![from!] = Math.min(metres[to!]![from!]!, length!);
  }
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        metres[i]![j] = Math.min(metres[i]![j]!, metres[i]![k]! + metres[k]![j]!);
  return metres.flat();
}

const matrixOf = (roads: Roads) =>
  roads.nodes.flatMap((_, start) =>
    roads.nodes.map((__, goal) => roads.metresBetween(start, goal)),
  );

test('all distances agree with Floyd and Warshall', () => {
  forEvery(network, (data) => {
    const roads = new Roads(data);
    expect(matrixOf(roads)).toEqual(oracle(data));
    expect(matrixOf(roads)).toEqual(oracle(data));
  });
});

test('a path has the length of the matrix, starts and ends at the doors', () => {
  forEvery(fc.tuple(network, place, place), ([data, from, to]) => {
    const roads = new Roads(data);
    const [start, goal] = [roads.snap(from)!, roads.snap(to)!];
    const metres = roads.metresBetween(start, goal);
    const path = roads.path(from, to);
    if (metres === Infinity) return expect(path).toBeUndefined();
    expect([path!.line[0], path!.line.at(-1)]).toEqual([from, to]);
    const ends = distance(from, roads.nodes[start]!) + distance(roads.nodes[goal]!, to);
    return expect(path!.metres).toBeCloseTo(metres + ends, 6);
  });
});

test('a place snaps to the nearest node', () => {
  forEvery(fc.tuple(network, place), ([data, at]) => {
    const roads = new Roads(data);
    const nearest = Math.min(...roads.nodes.map((node) => distance(at, node)));
    expect(distance(at, roads.nodes[roads.snap(at)!]!)).toBeCloseTo(nearest, 6);
  });
});

test('an edge to nowhere and a length that is none are refused', () => {
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
  ])
    expect(() => new Roads({ nodes, edges: [edge] })).toThrow(InvalidRoads);
  expect(new Roads({ nodes: [], edges: [] }).path([0, 0], [1, 1])).toBeUndefined();
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
