import { randomUUID } from 'node:crypto';
import type { Feature, FeatureCollection } from 'geojson';
import type { ExecutionResult } from 'graphql';
import { importGrids } from '../../src/domain/territory/importing.ts';
import { readMultiPolygon } from '../../src/platform/graphql/geojson.ts';
import { codesOf } from '../support/client.ts';
import { drawingIn, IMPORT, twoSquares } from '../support/drawing.ts';
import { openOffice, type Office } from '../support/office.ts';
import { around, at, box, cell, collection, COMMUNITY, ring } from '../support/squares.ts';

let office: Office;
let streetId: string;
let street: ReturnType<typeof drawingIn>;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
  street = drawingIn(office, streetId);
});
afterEach(async () => office.close());

const piecesOf = ({ errors }: ExecutionResult): Feature[] => {
  const { facts }: { facts?: any } = errors![0]!.extensions;
  return facts.pieces.features;
};

describe('a drawing is refused as a whole', () => {
  const square = box(0, 0, 1, 1);
  const next = cell(2, [box(1, 0, 2, 1)]);
  test.each<[string, FeatureCollection, object]>([
    [
      'a bow tie',
      collection(cell(1, [ring([0, 0], [1, 1], [1, 0], [0, 1])]), next),
      { kind: 'invalid', reason: 'SELF_CROSSING', codes: [`${COMMUNITY}001`] },
    ],
    [
      'a hole outside its shell',
      collection(cell(1, [square, box(0, 2, 1, 3)])),
      { kind: 'invalid', reason: 'HOLE_LIES_OUTSIDE_SHELL' },
    ],
    ['a ring drawn twice', collection(cell(1, [square, square])), { kind: 'invalid' }],
    [
      'a code of fourteen digits',
      collection(cell(1, [square], { code: '32019900100101' })),
      { reason: 'CODE_MALFORMED' },
    ],
    [
      'a code of another street',
      collection(cell(1, [square], { code: '320199002001001' })),
      { reason: 'CODE_OF_ANOTHER_STREET' },
    ],
    [
      'a community code that is not its own',
      collection(cell(1, [square], { communityCode: '320199001002' })),
      { reason: 'CODE_OF_ANOTHER_COMMUNITY' },
    ],
    [
      'a code used twice',
      collection(cell(1, [square]), { ...next, properties: cell(1, []).properties }),
      { reason: 'CODE_REPEATED' },
    ],
    [
      'a grid without a name',
      collection(cell(1, [square], { name: ' ' })),
      { reason: 'NAME_MISSING' },
    ],
    [
      'a community that nobody names',
      collection(cell(1, [square], { communityName: undefined })),
      { reason: 'NAME_MISSING', codes: [COMMUNITY] },
    ],
    [
      'minus three households',
      collection(cell(1, [square], { households: -3 })),
      { reason: 'HOUSEHOLDS_NOT_A_COUNT' },
    ],
    [
      'a point for a grid',
      collection({ ...next, geometry: { type: 'Point', coordinates: at(0, 0) } }),
      { reason: 'NOT_A_POLYGON' },
    ],
    [
      'grids that overlap',
      collection(cell(1, [box(0, 0, 1.1, 1)]), next),
      {
        kind: 'overlap',
        codes: [`${COMMUNITY}001`, `${COMMUNITY}002`],
        areaM2: expect.closeTo(4_200, -3),
      },
    ],
    [
      'a gap in a drawn community',
      collection(around(box(0, 0, 2, 1)), cell(1, [box(0, 0, 0.9, 1)]), next),
      { kind: 'gap', codes: [], areaM2: expect.closeTo(4_200, -3) },
    ],
    [
      'a hole that no grid fills',
      collection(cell(1, [box(0, 0, 3, 3), box(1, 1, 2, 2).toReversed()])),
      { kind: 'gap', areaM2: expect.closeTo(42_000, -4) },
    ],
    [
      'a grid that leaves its community',
      collection(around(box(0, 0, 1, 1)), cell(1, [square]), next),
      { kind: 'outside', codes: [`${COMMUNITY}002`] },
    ],
    ['a grid that leaves the street', collection(cell(1, [box(0, 0, 30, 1)])), { kind: 'outside' }],
  ])('%s', async (_, drawing, piece) => {
    const answer = await street.draw(drawing);
    expect(codesOf(answer)).toEqual(['GRID_TOPOLOGY']);
    const pieces = piecesOf(answer);
    expect(pieces.map(({ properties }) => properties)).toContainEqual(
      expect.objectContaining(piece),
    );
    for (const { geometry } of pieces) expect(geometry.type).toMatch(/Point|Polygon/);
    expect((await street.exported()).features).toEqual([]);
  });

  test('pieces come with their ground: the overlap lies where it was drawn', async () => {
    const [piece] = piecesOf(await street.draw(collection(cell(1, [box(0, 0, 1.1, 1)]), next)));
    const { coordinates } = readMultiPolygon(piece!.geometry);
    expect(new Set(coordinates.flat(2).map(String))).toEqual(
      new Set(box(1, 0, 1.1, 1).map(String)),
    );
  });

  test('a thousand grids on one spot are refused soon, with the first hundred overlaps', async () => {
    const heap = Array.from({ length: 999 }, (_, index) =>
      cell(index + 1, [box(0, 0, 1, 1 + index / 1_000)]),
    );
    expect(piecesOf(await street.draw(collection(...heap)))).toHaveLength(100);
  });

  test.each<[string, unknown, string]>([
    ['nothing in it', collection(), 'GRIDS_MISSING'],
    [
      'a ring that is not closed',
      collection({ ...next, geometry: { type: 'Polygon', coordinates: [square.slice(0, 4)] } }),
      'GEOJSON_INVALID',
    ],
    ['NaN', collection(cell(1, [[[NaN, 31], ...square.slice(1)]])), 'GEOJSON_INVALID'],
    [
      'two thousand and one features',
      collection(...Array.from({ length: 2_001 }, () => next)),
      'GEOJSON_TOO_LARGE',
    ],
    ['not GeoJSON', { type: 'Topology' }, 'GEOJSON_INVALID'],
  ])('%s', async (_, drawing, code) => {
    expect(codesOf(await street.draw(drawing))).toEqual([code]);
  });

  test('a coordinate system that is not said or not known', async () => {
    const drawing = { featureCollection: twoSquares() };
    for (const crs of [undefined, '', 'cgcs2000'])
      await expect(
        office.inStreet(streetId, (ctx) => importGrids(ctx, { ...drawing, crs })),
      ).rejects.toMatchObject({ code: 'CRS_UNKNOWN' });
    expect((await street.draw(twoSquares(), { crs: 'MARS' })).data).toBeUndefined();
  });

  test('only staff of the street draw', async () => {
    for (const role of ['RIDER', 'RESIDENT', 'COMMUNITY_STAFF', 'ANALYST'] as const) {
      const answer = await street.as(role)(IMPORT, {
        drawing: twoSquares(),
        key: randomUUID(),
        crs: 'WGS84',
      });
      expect(codesOf(answer)).toEqual(['NOT_FOUND']);
    }
  });
});
