import * as turf from '@turf/turf';
import * as fc from 'fast-check';
import {
  areaFault,
  type Area,
  bboxOf,
  centroidOf,
  covers,
  ownerOf,
} from '../../src/geo/polygon.ts';
import type { LngLat } from '../../src/geo/point.ts';
import { ringFault } from '../../src/geo/ring.ts';
import { forEvery, place } from '../support/arbitraries.ts';

const polygon = (...rings: LngLat[][]): Area => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => ring.map((at) => [...at])),
});
const square = (west: number, south: number, size: number): LngLat[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

/** A star-shaped ring around a centre: valid by construction, bent inwards at will. */
const star = fc
  .array(fc.integer({ min: 20, max: 100 }), { minLength: 5, maxLength: 16 })
  .map((radii) => {
    const corners = radii.map((radius, i): LngLat => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [118.77 + Math.cos(angle) * radius * 1e-4, 31.98 + Math.sin(angle) * radius * 1e-4];
    });
    return [...corners, corners[0]!];
  });

describe('covers', () => {
  const ring = polygon(square(0, 0, 4), square(1, 1, 2));

  test.each<[string, LngLat, boolean]>([
    ['inside', [0.5, 0.5], true],
    ['in the hole', [2, 2], false],
    ['on the outer border', [4, 2], true],
    ['on a corner', [0, 0], true],
    ['on the border of the hole', [1, 2], true],
    ['on a corner of the hole', [3, 3], true],
    ['outside', [5, 2], false],
    ['outside, level with a corner', [-1, 0], false],
    ['outside, on the line of an edge', [6, 4], false],
  ])('%s', (_name, at, expected) => {
    expect(covers(ring, at)).toBe(expected);
  });

  test('agrees with turf on any star', () => {
    forEvery(fc.tuple(star, place), ([corners, at]) => {
      const area = polygon(corners);
      expect(covers(area, at)).toBe(turf.booleanPointInPolygon([...at], area));
      expect(covers(area, corners[0]!)).toBe(true);
    });
  });

  test('every part of a multipolygon counts', () => {
    const both: Area = {
      type: 'MultiPolygon',
      coordinates: [square(0, 0, 1), square(5, 5, 1)].map((one) => [one.map((at) => [...at])]),
    };
    expect([covers(both, [0.5, 0.5]), covers(both, [5.5, 5.5]), covers(both, [3, 3])]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

test('a slanted shared border leaves no point without an owner, and the lowest code owns it', () => {
  const [a, b, c, d]: LngLat[] = [
    [118.75, 31.96],
    [118.79, 31.973],
    [118.76, 32],
    [118.8, 32],
  ];
  const areas = [
    { code: '2', boundary: polygon([a!, b!, c!, a!]) },
    { code: '1', boundary: polygon([b!, d!, c!, b!]) },
  ];
  forEvery(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
    const at: LngLat = [b![0] + share * (c![0] - b![0]), b![1] + share * (c![1] - b![1])];
    expect(ownerOf(areas, at)).toBeDefined();
  });
  expect(ownerOf(areas, b!)?.code).toBe('1');
  expect(ownerOf(areas, [0, 0])).toBeUndefined();
});

test('centroid and box agree with turf, holes counted', () => {
  forEvery(star, (corners) => {
    const area = polygon(corners);
    const [lng, lat] = turf.centerOfMass(area).geometry.coordinates;
    expect(centroidOf(area)[0]).toBeCloseTo(lng!, 9);
    expect(centroidOf(area)[1]).toBeCloseTo(lat!, 9);
    expect([...bboxOf(area)]).toEqual(turf.bbox(area));
  });
  expect(centroidOf(polygon(square(0, 0, 4), square(0, 0, 2)))[0]).toBeCloseTo(28 / 12, 9);
});

describe('ringFault', () => {
  test.each<[string, number[][], string | undefined]>([
    ['a square', square(0, 0, 1).map((at) => [...at]), undefined],
    [
      'three positions',
      [
        [0, 0],
        [1, 0],
        [0, 0],
      ],
      'TOO_SHORT',
    ],
    [
      'not a number',
      [
        [0, 0],
        [1, NaN],
        [1, 1],
        [0, 0],
      ],
      'BAD_POSITION',
    ],
    [
      'out of range',
      [
        [0, 0],
        [200, 0],
        [1, 1],
        [0, 0],
      ],
      'BAD_POSITION',
    ],
    [
      'open',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
      'NOT_CLOSED',
    ],
    [
      'a corner twice',
      [
        [0, 0],
        [1, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
      'REPEATED_POSITION',
    ],
    [
      'a bow tie',
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
      'SELF_CROSSING',
    ],
    [
      'a spike',
      [
        [0, 0],
        [2, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
      'SELF_CROSSING',
    ],
    [
      'a spike at the seam',
      [
        [1, 0],
        [3, 0],
        [3, 2],
        [0, 0],
        [1, 0],
      ],
      undefined,
    ],
    [
      'a corner on another edge',
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 0],
        [0, 4],
        [0, 0],
      ],
      'SELF_CROSSING',
    ],
    [
      'flat',
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [0, 0],
      ],
      'SELF_CROSSING',
    ],
  ])('%s', (_name, ring, kind) => {
    expect(ringFault(ring)?.kind).toBe(kind);
  });

  test('a bow tie says where it crosses', () => {
    expect(
      ringFault([
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ])?.at,
    ).toEqual([1, 1]);
  });

  test('finds a fault exactly when turf finds a kink, on any ring of small whole numbers', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    const ring = fc
      .uniqueArray(corner, { minLength: 3, maxLength: 7, selector: (at) => at.join() })
      .map((corners) => [...corners, corners[0]!]);
    forEvery(ring, (corners) => {
      const kinks = turf.kinks(turf.polygon([corners])).features.length;
      if (kinks) expect(ringFault(corners)?.kind).toBe('SELF_CROSSING');
    });
  });

  test('every star is valid, and its ring number is told when it is not', () => {
    forEvery(star, (corners) => expect(areaFault(polygon(corners))).toBeUndefined());
    expect(
      areaFault(
        polygon(square(0, 0, 4), [
          [1, 1],
          [2, 2],
          [2, 1],
          [1, 2],
          [1, 1],
        ]),
      )?.ring,
    ).toBe(1);
  });
});
