import * as fc from 'fast-check';
import type { MultiPolygon, Polygon, Position } from 'geojson';
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

type Corner = readonly [number, number];

/** Twice the area of a triangle, positive when it turns left; whole numbers, therefore exact. */
const turn = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner) =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** How far some edge keeps all of the other triangle on its outer side; by the separating axis two of them share inner ground only below zero, nothing at all above it. */
function kept(one: readonly Corner[], other: readonly Corner[]): number {
  const inner = Math.sign(turn(one[0]!, one[1]!, one[2]!));
  const beyond = one.map((from, n) =>
    Math.min(...other.map((corner) => -inner * turn(from, one[(n + 1) % 3]!, corner))),
  );
  return Math.max(...beyond);
}

test('triangles are held apart when and only when they share no point', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));
  const triangle = fc.tuple(corner, corner, corner).filter(([a, b, c]) => turn(a, b, c) !== 0);
  const area = ([a, b, c]: readonly [Corner, Corner, Corner]): Polygon => ({
    type: 'Polygon',
    coordinates: [[a, b, c, a].map((at) => [...at])],
  });
  forEvery(fc.tuple(triangle, triangle), ([one, other]) => {
    const share = Math.max(kept(one, other), kept(other, one)) <= 0;
    expect(apart(area(one), area(other))).toBe(!share);
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
