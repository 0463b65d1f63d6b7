import { anchorAt, arrivalsAt } from '../../src/geo/reach.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import { networkOf } from '../../src/geo/road-lines.ts';
import { Roads } from '../../src/geo/roads.ts';

const [a, b, c, d]: LngLat[] = [
  [118.77, 31.97],
  [118.78, 31.97],
  [118.79, 31.97],
  [118.78, 31.98],
];
const drawn = (...lines: LngLat[][]) => networkOf(lines.map((line) => line.map((at) => [...at])));

test('lines that share a position meet there, lines that only cross do not', () => {
  expect(drawn([a!, b!, c!], [b!, d!])).toMatchObject({ nodes: [a, b, c, d] });
  const bridge = new Roads(drawn([a!, c!], [[118.78, 31.96], d!]));
  expect(bridge.path(a!, d!)).toBeUndefined();
});

test('a position drawn twice makes no road to itself', () => {
  const { nodes, edges } = drawn([a!, a!, b!]);
  expect(nodes).toHaveLength(2);
  expect(edges).toEqual([[0, 1, distance(a!, b!)]]);
});

test('riders stand at the nearest node; what the roads do not reach is not reached', () => {
  const roads = new Roads(drawn([a!, b!], [c!, [118.8, 31.97]]));
  expect(anchorAt([118.7801, 31.9701], roads)).toEqual(b);
  expect(anchorAt(d!, undefined)).toEqual(d);
  const going = { roads, detourFactor: 2, speedMps: 5, mostMinutes: 60 };
  expect(arrivalsAt([b!, c!], [a!], going)).toEqual([[{ anchor: 0, minutes: 4 }], []]);
  const straight = arrivalsAt([b!, c!], [a!], { ...going, roads: undefined });
  expect(straight.flat().map(({ minutes }) => minutes)).toEqual([7, 13]);
});
