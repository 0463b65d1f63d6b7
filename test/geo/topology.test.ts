import * as fc from 'fast-check';
import type { Polygon } from 'geojson';
import { area } from '@turf/turf';
import { misfits, unionOf } from '../../src/geo/topology.ts';
import { forEvery } from '../support/arbitraries.ts';

const METRE = 1e-5;
const at = (x: number, y: number) => [118.77 + x * METRE, 31.98 + y * METRE];
/** A box in a plan of about one metre a unit, near the demo street. */
const box = (west: number, south: number, east: number, north: number): Polygon => {
  const corners = [at(west, south), at(east, south), at(east, north), at(west, north)];
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
};
const named = (...boxes: Polygon[]) =>
  boxes.map((boundary, i) => ({ code: String.fromCharCode(65 + i), boundary }));
const frame = { parent: box(0, 0, 300, 200), toleranceM2: 1 };
const kinds = (found: ReturnType<typeof misfits>) =>
  found.map(({ kind, codes }) => [kind, ...codes].join(' '));

test('grids that share edges and fill the community fit', () => {
  expect(misfits(named(box(0, 0, 100, 200), box(100, 0, 300, 200)), frame)).toEqual([]);
});

test('a T-junction is no misfit', () => {
  const tee = named(box(0, 0, 100, 200), box(100, 0, 300, 77), box(100, 77, 300, 200));
  expect(misfits(tee, frame)).toEqual([]);
});

test('an overlap names both grids and gives the ground', () => {
  const [found, ...more] = misfits(named(box(0, 0, 120, 200), box(100, 0, 300, 200)), frame);
  expect(more).toEqual([]);
  expect([found!.kind, found!.codes]).toEqual(['OVERLAP', ['A', 'B']]);
  expect(found!.areaM2).toBeCloseTo(area(box(100, 0, 120, 200)), 0);
});

test('a gap and a grid that leaves its community are told apart', () => {
  const found = misfits(named(box(0, 0, 100, 200), box(150, 0, 320, 200)), frame);
  expect(kinds(found).toSorted()).toEqual(['GAP', 'OUTSIDE B']);
});

test('two gaps are two pieces', () => {
  expect(kinds(misfits(named(box(100, 0, 200, 200)), frame))).toEqual(['GAP', 'GAP']);
});

test('slivers under the tolerance are forgiven, above it they are not', () => {
  const sliver = named(box(0, 0, 100.002, 200), box(100, 0, 300, 200));
  expect(misfits(sliver, frame)).toEqual([]);
  expect(kinds(misfits(sliver, { ...frame, toleranceM2: 0.1 }))).toEqual(['OVERLAP A B']);
  const crack = named(box(0, 0, 99.998, 200), box(100, 0, 300, 200));
  expect(misfits(crack, frame)).toEqual([]);
  expect(kinds(misfits(crack, { ...frame, toleranceM2: 0.1 }))).toEqual(['GAP']);
});

test('a community without grids is one gap; one grid inside another overlaps', () => {
  expect(kinds(misfits([], frame))).toEqual(['GAP']);
  const nested = named(box(0, 0, 300, 200), box(50, 50, 60, 60));
  expect(kinds(misfits(nested, frame))).toEqual(['OVERLAP A B']);
});

test('any cutting of the community into boxes fits, and losing one box leaves exactly its ground', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 299 }), { minLength: 1, maxLength: 6 });
  forEvery(fc.tuple(cuts, fc.nat()), ([inner, pick]) => {
    const edges = [0, ...inner.toSorted((a, b) => a - b), 300];
    const strips = edges.slice(1).map((east, i) => box(edges[i]!, 0, east, 200));
    expect(misfits(named(...strips), frame)).toEqual([]);
    const lost = strips[pick % strips.length]!;
    const found = misfits(named(...strips.filter((one) => one !== lost)), frame);
    expect(kinds(found)).toEqual(['GAP']);
    expect(found[0]!.areaM2).toBeCloseTo(area(lost), 1);
  });
});

test('the union of all grids is the community', () => {
  const whole = unionOf([box(0, 0, 100, 200), box(100, 0, 300, 200)]);
  expect(area(whole!)).toBeCloseTo(area(frame.parent), 3);
  expect(unionOf([])).toBeUndefined();
});
