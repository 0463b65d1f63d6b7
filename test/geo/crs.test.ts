import * as fc from 'fast-check';
import { crsNames, fromWgs84, parseCrs, toWgs84, UnknownCrs } from '../../src/geo/crs.ts';
import { distance } from '../../src/geo/point.ts';
import { forEvery, place } from '../support/arbitraries.ts';

test('there and back again stays within half a metre', () => {
  forEvery(fc.tuple(place, fc.constantFrom(...crsNames)), ([at, crs]) => {
    expect(distance(toWgs84(fromWgs84(at, crs), crs), at)).toBeLessThan(0.5);
  });
});

test('domestic maps shift Nanjing by several hundred metres', () => {
  const here = [118.77, 31.98] as const;
  expect(distance(here, fromWgs84(here, 'gcj02'))).toBeGreaterThan(300);
  expect(distance(here, fromWgs84(here, 'gcj02'))).toBeLessThan(800);
  expect(fromWgs84(here, 'wgs84')).toEqual(here);
});

test('names are read in the forms people write, and nothing else', () => {
  expect(['WGS-84', 'gcj02', 'BD-09'].map(parseCrs)).toEqual(['wgs84', 'gcj02', 'bd09']);
  for (const name of ['', 'EPSG:3857', 'wgs', undefined, null, 4326])
    expect(() => parseCrs(name)).toThrow(UnknownCrs);
});
