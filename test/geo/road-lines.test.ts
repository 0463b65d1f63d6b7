import type { Feature, GeoJsonProperties } from 'geojson';
import { anchorAt, arrivalsAt } from '../../src/geo/reach.ts';
import { distance, type LngLat } from '../../src/geo/point.ts';
import { ORDINARY, type Mode, modes } from '../../src/geo/road-classes.ts';
import { networkOf, roadLinesOf } from '../../src/geo/road-lines.ts';
import { Roads } from '../../src/geo/roads.ts';

const [a, b, c, d]: LngLat[] = [
  [118.77, 31.97],
  [118.78, 31.97],
  [118.79, 31.97],
  [118.78, 31.98],
];
const feature = (line: readonly LngLat[], properties: GeoJsonProperties = null): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: line.map((at) => [...at]) },
});
const mapOf = (...features: Feature[]) =>
  networkOf(roadLinesOf({ type: 'FeatureCollection', features }));
const drawn = (...lines: LngLat[][]) => mapOf(...lines.map((line) => feature(line)));

test('lines that share a position meet there, lines that only cross do not', () => {
  expect(drawn([a!, b!, c!], [b!, d!])).toMatchObject({ nodes: [a, b, c, d] });
  const bridge = new Roads(drawn([a!, c!], [[118.78, 31.96], d!]));
  expect(bridge.by('CYCLE').path(a!, d!)).toBeUndefined();
});

test('a position drawn twice makes no road to itself', () => {
  const { nodes, edges } = drawn([a!, a!, b!]);
  expect(nodes).toHaveLength(2);
  expect(edges).toEqual([[0, 1, distance(a!, b!), ORDINARY]]);
});

test('riders stand at the nearest node; what the roads do not reach is not reached', () => {
  const roads = new Roads(drawn([a!, b!], [c!, [118.8, 31.97]])).by('CYCLE');
  expect(anchorAt([118.7801, 31.9701], roads)).toEqual(b);
  expect(anchorAt(d!, undefined)).toEqual(d);
  const going = { roads, detourFactor: 2, speedMps: 5, mostMinutes: 60 };
  expect(arrivalsAt([b!, c!], [a!], going)).toEqual([[{ anchor: 0, minutes: 4 }], []]);
  const straight = arrivalsAt([b!, c!], [a!], { ...going, roads: undefined });
  expect(straight.flat().map(({ minutes }) => minutes)).toEqual([7, 13]);
});

/** Who gets along a line that a map describes so, there and back. */
const ways = (properties: GeoJsonProperties): string[] => {
  const roads = new Roads(mapOf(feature([a!, b!], properties)));
  const leads = (mode: Mode, from: LngLat, to: LngLat) => {
    const [start, goal] = [from, to].map((at) => roads.by(mode).snap(at));
    return start !== undefined && roads.by(mode).metresBetween(start, goal!) < Infinity;
  };
  return modes.flatMap((mode) => [
    ...(leads(mode, a!, b!) ? [`${mode} there`] : []),
    ...(leads(mode, b!, a!) ? [`${mode} back`] : []),
  ]);
};
const CYCLE = ['CYCLE there', 'CYCLE back'];
const FOOT = ['FOOT there', 'FOOT back'];
const BOTH = ['MOTOR there', 'MOTOR back'];

test.each<[GeoJsonProperties, string[]]>([
  [null, [...CYCLE, ...BOTH, ...FOOT]],
  [{ cls: 'primary' }, [...CYCLE, ...BOTH, ...FOOT]],
  [{ highway: 'residential', oneway: 'no' }, [...CYCLE, ...BOTH, ...FOOT]],
  [{ highway: 'something new' }, [...CYCLE, ...BOTH, ...FOOT]],
  [{ highway: 5 }, [...CYCLE, ...BOTH, ...FOOT]],
  [{ highway: 'secondary_link', oneway: 'yes' }, [...CYCLE, 'MOTOR there', ...FOOT]],
  [{ highway: 'tertiary', oneway: true }, [...CYCLE, 'MOTOR there', ...FOOT]],
  [{ cls: 'minor', oneway: 1 }, [...CYCLE, 'MOTOR there', ...FOOT]],
  [{ cls: 'minor', oneway: '-1' }, [...CYCLE, 'MOTOR back', ...FOOT]],
  [{ highway: 'primary', junction: 'roundabout' }, [...CYCLE, 'MOTOR there', ...FOOT]],
  [{ highway: 'primary', junction: 'roundabout', oneway: 'no' }, [...CYCLE, ...BOTH, ...FOOT]],
  [{ highway: 'motorway_link' }, BOTH],
  [{ highway: 'cycleway' }, CYCLE],
  [{ highway: 'steps' }, [...CYCLE, ...FOOT]],
  [{ highway: 'pedestrian' }, [...CYCLE, ...FOOT]],
  [{ highway: 'construction' }, []],
])('a road described as %j is open to whom it says', (properties, expected) => {
  expect(ways(properties)).toEqual(expected);
});
