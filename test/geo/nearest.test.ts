import * as fc from 'fast-check';
import { indexNearest } from '../../src/geo/nearest.ts';
import { distance } from '../../src/geo/point.ts';
import { forEvery, place } from '../support/arbitraries.ts';

const town = fc
  .array(place, { maxLength: 60 })
  .map((places) => places.map((at, i) => ({ id: `p${String(i).padStart(2, '0')}`, at })));

test('the nearest are those of brute force, ties by id', () => {
  forEvery(fc.tuple(town, place, fc.nat(12)), ([places, from, limit]) => {
    const expected = places
      .map((one) => ({ ...one, metres: distance(from, one.at) }))
      .toSorted((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
    expect(
      indexNearest(places)
        .nearest(from, limit)
        .map(({ id }) => id),
    ).toEqual(expected);
  });
});

test('many riders at one gate come in the order of their ids', () => {
  const gate = Array.from({ length: 50 }, (_, i) => ({
    id: `r${99 - i}`,
    at: [118.77, 31.98] as const,
  }));
  const found = indexNearest(gate).nearest([118.78, 31.98], 3);
  expect(found.map(({ id }) => id)).toEqual(['r50', 'r51', 'r52']);
});
