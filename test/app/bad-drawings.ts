import { box, cell, collection, ring } from '../support/squares.ts';

export type Call = readonly [document: string, variables: Record<string, unknown>];

const IMPORT = `mutation ($drawing: FeatureCollection!, $crs: Crs!, $key: ID!) {
  importGrids(featureCollection: $drawing, crs: $crs, idempotencyKey: $key) { grids } }`;

export const importing = (drawing: unknown, crs = 'WGS84') => [IMPORT, { drawing, crs }] as const;

const square = (...coordinates: unknown[]) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates } }],
});
const bowTie = ring([0, 0], [1, 1], [1, 0], [0, 1]);

/** What is drawn wrongly, the code of its refusal, and the call. */
export const badDrawings: readonly [string, string, () => Call][] = [
  [
    'a polygon that crosses itself',
    'GRID_TOPOLOGY',
    () => importing(collection(cell(1, [bowTie]))),
  ],
  [
    'a polygon that is not closed',
    'GEOJSON_INVALID',
    () => importing(square(box(0, 0, 1, 1).slice(0, 4))),
  ],
  [
    'a polygon of two corners',
    'GEOJSON_INVALID',
    () => importing(square(box(0, 0, 1, 1).slice(0, 2))),
  ],
  ['a polygon of nothing', 'GEOJSON_INVALID', () => importing(square())],
  [
    'two grids on one place',
    'GRID_TOPOLOGY',
    () => importing(collection(cell(1, [box(0, 0, 2, 2)]), cell(2, [box(1, 0, 3, 2)]))),
  ],
  [
    'a hole in the community',
    'GRID_TOPOLOGY',
    () => importing(collection(cell(1, [box(0, 0, 3, 3), box(1, 1, 2, 2).toReversed()]))),
  ],
  ['grids without a code', 'GRID_TOPOLOGY', () => importing(square(box(0, 0, 1, 1)))],
  [
    'corners that are texts',
    'GEOJSON_INVALID',
    () => importing(square(box(0, 0, 1, 1).map(String))),
  ],
  [
    'corners that are not numbers',
    'GEOJSON_INVALID',
    () => importing(square(box(0, 0, 1, 1).map(() => [NaN, NaN]))),
  ],
  [
    'corners beyond the earth',
    'GEOJSON_INVALID',
    () =>
      importing(
        square([
          [181, 0],
          [182, 0],
          [182, 1],
          [181, 0],
        ]),
      ),
  ],
  ['what is no GeoJSON', 'GEOJSON_INVALID', () => importing('drop table grid')],
  ['no grids', 'GRIDS_MISSING', () => importing(collection())],
  [
    'more features than a street has',
    'GEOJSON_TOO_LARGE',
    () => importing({ type: 'FeatureCollection', features: Array(2_001).fill(null) }),
  ],
];
