import { booleanDisjoint, featureCollection, intersect, polygon } from '@turf/turf';
import * as fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { apart } from '../../src/geo/apart.ts';
import { canonical } from '../../src/geo/canonical.ts';
import { snapTogether } from '../../src/geo/snapping.ts';
import { misfits, unionOf } from '../../src/geo/topology.ts';
import { forEvery } from '../support/arbitraries.ts';

const MILLIONTH = 1e-6;
const jitter = fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 60, maxLength: 60 });

/** Two grids above a long one: the corner between the two lies on the long one's edge, nearly. */
const teeJunction = (noise: readonly number[]) => {
  let next = 0;
  const near = (x: number, y: number): Position => [
    118.77 + x * 0.002 + (noise[next++ % noise.length] ?? 0) * MILLIONTH,
    31.97 + y * 0.002 + (noise[next++ % noise.length] ?? 0) * MILLIONTH,
  ];
  const area = (code: string, corners: [number, number][]) => {
    const open = corners.map(([x, y]) => near(x, y));
    const boundary: MultiPolygon = { type: 'MultiPolygon', coordinates: [[[...open, open[0]!]]] };
    return { code, boundary };
  };
  return [
    area('long', [
      [0, 0],
      [2, 0.3],
      [2, 1.3],
      [0, 1],
    ]),
    area('left', [
      [0, 1],
      [1, 1.15],
      [1, 2],
      [0, 2],
    ]),
    area('right', [
      [1, 1.15],
      [2, 1.3],
      [2, 2],
      [1, 2],
    ]),
  ];
};
const snap = { toleranceM: 0.5, known: [] };

test('areas drawn a hair apart fit exactly, and snapping again changes nothing', () => {
  forEvery(jitter, (noise) => {
    const snapped = snapTogether(teeJunction(noise), snap);
    const parent = unionOf(snapped.map(({ boundary }) => boundary))!;
    expect(parent.type).toBe('Polygon');
    expect(misfits(snapped, { parent, toleranceM2: 0 })).toEqual([]);
    expect(snapTogether(snapped, snap)).toEqual(snapped);
  });
});

test('a drawing comes to the corners that are known', () => {
  const [drawn] = teeJunction([1]);
  const known = teeJunction([0]).flatMap(({ boundary }) => boundary.coordinates.flat(2));
  const [snapped] = snapTogether([drawn!], { toleranceM: 0.5, known });
  const corners = new Set(known.map(String));
  for (const corner of snapped!.boundary.coordinates.flat(2))
    expect(corners).toContain(String(corner));
});

test('an area is written in one way, wherever its ring starts and however it turns', () => {
  const { boundary } = teeJunction([0])[0]!;
  const ring = boundary.coordinates[0]![0]!;
  const turned = [...ring.slice(2), ...ring.slice(1, 3)].toReversed();
  expect(canonical({ type: 'Polygon', coordinates: [turned] })).toEqual(canonical(boundary));
});

test('areas that are held apart share no ground', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
  const triangle = fc
    .tuple(corner, corner, corner)
    .filter(([a, b, c]) => (b[0] - a[0]) * (c[1] - a[1]) !== (b[1] - a[1]) * (c[0] - a[0]))
    .map((corners) => polygon([[...corners, corners[0]]]));
  forEvery(fc.tuple(triangle, triangle), ([one, other]) => {
    const common = intersect(featureCollection([one, other]));
    if (apart(one.geometry, other.geometry)) expect(common).toBeNull();
    else expect(booleanDisjoint(one, other)).toBe(false);
  });
});

const square = (west: number, side: number): Position[] => [
  [west, 0],
  [west + side, 0],
  [west + side, side],
  [west, side],
  [west, 0],
];

test('a part that lies inside another area is not held apart', () => {
  const scattered: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [[square(-9, 1)], [square(1, 1).map(([x, y]) => [x!, y! + 1])]],
  };
  expect(apart({ type: 'Polygon', coordinates: [square(0, 5)] }, scattered)).toBe(false);
});
