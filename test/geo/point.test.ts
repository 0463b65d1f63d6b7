import * as turf from '@turf/turf';
import * as fc from 'fast-check';
import { bearing, distance, isLngLat, isWithin } from '../../src/geo/point.ts';
import { forEvery, place } from '../support/arbitraries.ts';

const pair = fc.tuple(place, place);

test('distance agrees with turf, is symmetric, and zero only on the spot', () => {
  forEvery(pair, ([a, b]) => {
    const metres = distance(a, b);
    expect(metres).toBeCloseTo(turf.distance([...a], [...b], { units: 'meters' }), 6);
    expect(metres).toBeCloseTo(distance(b, a), 9);
    expect(metres === 0).toBe(a.join() === b.join());
  });
});

test('two places are within a distance when they are no further apart than that', () => {
  forEvery(fc.tuple(place, place, fc.nat(3000)), ([a, b, metres]) => {
    expect(isWithin(a, b, metres)).toBe(distance(a, b) <= metres);
    expect(isWithin(a, b, distance(a, b))).toBe(true);
  });
  expect(isWithin([0, 0], [0, 90], 10_007_600)).toBe(true);
});

test('one degree along the equator is 111.195 km', () => {
  expect(distance([0, 0], [1, 0])).toBeCloseTo(111_195.08, 1);
});

test('bearing agrees with turf and knows the four winds', () => {
  forEvery(pair, ([a, b]) => {
    if (distance(a, b) < 1) return;
    const expected = (turf.bearing([...a], [...b]) + 360) % 360;
    expect(Math.abs(((bearing(a, b) - expected + 540) % 360) - 180)).toBeLessThan(1e-6);
  });
  const here = [118.77, 31.98] as const;
  expect(bearing(here, [118.77, 31.99])).toBeCloseTo(0);
  expect(bearing(here, [118.78, 31.98])).toBeCloseTo(90, 1);
  expect(bearing(here, [118.77, 31.97])).toBeCloseTo(180);
  expect(bearing(here, [118.76, 31.98])).toBeCloseTo(270, 1);
});

test.each([[[NaN, 0]], [[181, 0]], [[0, -91]], [[0]], [[0, 0, 0]], [['0', 0]], [null], ['0,0']])(
  '%j is no position',
  (value) => {
    expect(isLngLat(value)).toBe(false);
  },
);
