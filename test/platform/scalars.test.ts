import { Refusal } from '../../src/platform/errors.ts';
import { FeatureCollectionScalar, MultiPolygonScalar } from '../../src/platform/graphql/scalars.ts';

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const feature = (geometry: unknown, more: object = {}) => ({
  type: 'Feature',
  properties: null,
  geometry,
  ...more,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

function refusalOf(read: () => unknown): Refusal {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
}

test('a polygon is taken as a multipolygon of one', () => {
  expect(MultiPolygonScalar.parseValue(polygon(square))).toEqual({
    type: 'MultiPolygon',
    coordinates: [[square]],
  });
});

test('what is read is a plain value of its own: altitudes, foreign members and strangers stay behind', () => {
  const high = square.map(([x, y]) => [x, y, 12.5]);
  const told = collection(
    feature(polygon(high), { id: 7, bbox: [0, 0, 1, 1], properties: { code: '1' } }),
  );
  expect(FeatureCollectionScalar.parseValue({ ...told, crs: 'x' })).toEqual({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id: 7, properties: { code: '1' }, geometry: polygon(square) }],
  });
});

test.each<[string, unknown]>([
  ['null', null],
  ['text', '{"type":"FeatureCollection","features":[]}'],
  ['a list', []],
  ['a feature alone', feature(polygon(square))],
  ['features that are no list', { type: 'FeatureCollection', features: {} }],
  ['a feature without geometry', collection(feature(null))],
  ['a geometry that is not known', collection(feature({ type: 'Circle', coordinates: [0, 0] }))],
  [
    'a geometry named after a built-in',
    collection(feature({ type: 'constructor', coordinates: [0, 0] })),
  ],
  ['a geometry collection', collection(feature({ type: 'GeometryCollection', geometries: [] }))],
  ['properties that are a list', collection(feature(polygon(square), { properties: [] }))],
  ['no ring', collection(feature(polygon()))],
  ['an empty ring', collection(feature(polygon([])))],
  [
    'three positions',
    collection(
      feature(
        polygon([
          [0, 0],
          [1, 0],
          [0, 0],
        ]),
      ),
    ),
  ],
  [
    'an open ring',
    collection(
      feature(
        polygon([
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]),
      ),
    ),
  ],
  ['NaN', collection(feature(polygon([[NaN, 0], ...square.slice(1)])))],
  ['infinity', collection(feature(polygon([[0, Infinity], ...square.slice(1)])))],
  ['text for a number', collection(feature(polygon([['0', 0], ...square.slice(1)])))],
  ['null for a number', collection(feature({ type: 'Point', coordinates: [0, null] }))],
  ['one number', collection(feature({ type: 'Point', coordinates: [0] }))],
  ['four numbers', collection(feature({ type: 'Point', coordinates: [0, 0, 0, 0] }))],
  [
    'an altitude that is no number',
    collection(feature({ type: 'Point', coordinates: [0, 0, 'high'] })),
  ],
  ['a longitude of 181', collection(feature({ type: 'Point', coordinates: [181, 0] }))],
  ['a latitude of -91', collection(feature({ type: 'Point', coordinates: [0, -91] }))],
  ['nesting too deep', collection(feature(polygon([square])))],
  ['a line of one position', collection(feature({ type: 'LineString', coordinates: [[0, 0]] }))],
])('%s is refused', (_, value) => {
  const { code, text } = refusalOf(() => FeatureCollectionScalar.parseValue(value));
  expect(code).toBe('GEOJSON_INVALID');
  expect(text).toEqual({ zh: expect.stringMatching(/。$/), en: expect.stringMatching(/\.$/) });
});

test('a refusal says at which feature', () => {
  const { facts } = refusalOf(() =>
    FeatureCollectionScalar.parseValue(collection(feature(polygon(square)), feature(null))),
  );
  expect(facts).toEqual({ feature: 1 });
});

test('a point is no multipolygon', () => {
  const { code } = refusalOf(() =>
    MultiPolygonScalar.parseValue({ type: 'Point', coordinates: [0, 0] }),
  );
  expect(code).toBe('GEOJSON_INVALID');
});

test.each<[string, unknown]>([
  ['2,001 features', collection(...Array.from({ length: 2_001 }, () => feature(polygon(square))))],
  [
    '20,001 positions in a ring',
    collection(
      feature({ type: 'LineString', coordinates: Array.from({ length: 20_001 }, () => [0, 0]) }),
    ),
  ],
  [
    '20,004 positions in all',
    collection(
      ...Array.from({ length: 3 }, () =>
        feature({ type: 'MultiPoint', coordinates: Array.from({ length: 6_668 }, () => [0, 0]) }),
      ),
    ),
  ],
])('%s are too many', (_, value) => {
  expect(refusalOf(() => FeatureCollectionScalar.parseValue(value)).code).toBe('GEOJSON_TOO_LARGE');
});
