import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { demoStreet } from '../../src/demo/street.ts';
import { importGridsFile, type GridsFile } from '../../src/domain/territory/import-file.ts';
import { importGrids } from '../../src/domain/territory/importing.ts';
import { locateGrid } from '../../src/domain/territory/service.ts';
import { fromWgs84 } from '../../src/geo/crs.ts';
import { distance, type LngLat, toLngLat } from '../../src/geo/point.ts';
import { covers } from '../../src/geo/polygon.ts';
import { unionOf } from '../../src/geo/topology.ts';
import type { ActorRole } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import { openOffice, type Office } from '../support/office.ts';
import { around, at, box, cell, collection, COMMUNITY, ring } from '../support/squares.ts';

const IMPORT = `mutation ($drawing: FeatureCollection!, $key: ID!, $crs: Crs!, $validFrom: DateTimeISO) {
  importGrids(featureCollection: $drawing, crs: $crs, idempotencyKey: $key, validFrom: $validFrom) {
    communities grids closed } }`;

let office: Office;
let streetId: string;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
});
afterEach(async () => office.close());

const as = (role: ActorRole, street = streetId) => office.clientFor(street, role);
const draw = async (drawing: unknown, more: Record<string, unknown> = {}) =>
  as('STREET_STAFF')(IMPORT, { drawing, key: randomUUID(), crs: 'WGS84', ...more });
const gridAt = async ([lng, lat]: Position, when?: Date) => {
  const { data } = await as('RIDER')(
    `query ($point: PointInput!, $at: DateTimeISO) { gridAt(point: $point, at: $at) { code } }`,
    { point: { lng, lat, crs: 'WGS84' }, at: when?.toISOString() },
  );
  return data!.gridAt?.code as string | undefined;
};
const piecesOf = ({ errors }: Awaited<ReturnType<typeof draw>>) =>
  (errors![0]!.extensions.facts as { pieces: FeatureCollection }).pieces.features;
const exported = async (crs = 'WGS84', street = streetId) => {
  const { data } = await as('STREET_STAFF', street)(
    `query ($crs: Crs!) { exportGrids(crs: $crs) }`,
    { crs },
  );
  return data!.exportGrids as FeatureCollection;
};

const cornersOf = (geometry: Geometry): LngLat[] =>
  (geometry as MultiPolygon).coordinates.flat(2).map(toLngLat);

type Cell = { code: string; boundary: MultiPolygon };

/** Corners, middles of edges and chance places of the grids, each also moved by a hair in four directions. */
function placesOf(grids: readonly Cell[]): Position[] {
  const rings = grids.flatMap(({ boundary }) => boundary.coordinates.flat());
  const corners = rings.flat();
  const middles = rings.flatMap((ring) =>
    ring
      .slice(1)
      .map(([x, y], index) => [(x! + ring[index]![0]!) / 2, (y! + ring[index]![1]!) / 2]),
  );
  const chance = Array.from({ length: 1_000 }, (_, index) => [
    118.755 + ((index * 0.618_033_988_749) % 1) * 0.05,
    31.955 + ((index * 0.754_877_666_246) % 1) * 0.033,
  ]);
  const HAIR = 1e-9;
  return [...corners, ...middles, ...chance].flatMap(([x, y]) => [
    [x!, y!],
    [x! + HAIR, y!],
    [x! - HAIR, y!],
    [x!, y! + HAIR],
    [x!, y! - HAIR],
  ]);
}

/** Inside by more than a hair, on all sides. */
const deepIn = (area: Polygon | MultiPolygon, [x, y]: Position) =>
  [-1e-8, 1e-8].every((dx) => [-1e-8, 1e-8].every((dy) => covers(area, [x! + dx, y! + dy])));

const arrayOf = (numbers: readonly number[]) => `{${numbers.join(',')}}`;
const ownersOf = async (places: readonly Position[]) =>
  office.inStreet(streetId, async ({ em, now }) => {
    const rows = await em.execute<{ code: string | null }[]>(
      `select (select code from grid where id = grid_at(?, st_setsrid(st_makepoint(lng, lat), 4326), ?)) as code
       from unnest(?::float8[], ?::float8[]) with ordinality as place (lng, lat, number) order by number`,
      [
        streetId,
        now.toISOString(),
        arrayOf(places.map(([lng]) => lng!)),
        arrayOf(places.map(([, lat]) => lat!)),
      ],
    );
    return rows.map(({ code }) => code);
  });

const demoDrawing = (): FeatureCollection => {
  const { communities, grids } = demoStreet();
  return collection(...communities.features, ...grids.features);
};
const twoSquares = () => collection(cell(1, [box(0, 0, 1, 1)]), cell(2, [box(1, 0, 2, 1)]));

test('the demo street is drawn as 12 communities and 70 grids', async () => {
  const { data } = await draw(demoDrawing());
  expect(data!.importGrids).toEqual({ communities: 12, grids: 70, closed: 0 });
  const answer = await as('RESIDENT')(`{ street { code name } communities { code grids { code } }
    grids { code community { code } } }`);
  expect(answer.errors).toBeUndefined();
  const { street, communities, grids } = answer.data!;
  expect(street).toEqual({ code: '320199001', name: '红桥街道' });
  expect(communities).toHaveLength(12);
  expect(communities.flatMap((one: any) => one.grids)).toHaveLength(70);
  for (const { code, community } of grids) expect(code.slice(0, 12)).toBe(community.code);
});

describe('a place belongs to one grid', () => {
  test('on a shared edge and on a corner of three grids the lowest code wins', async () => {
    await draw(
      collection(
        cell(3, [box(0, 0, 2, 1)]),
        cell(2, [ring([0, 1], [1, 1], [1, 2], [0, 2])]),
        cell(1, [ring([1, 1], [2, 1], [2, 2], [1, 2])]),
      ),
    );
    expect(await gridAt(at(1, 1))).toBe(`${COMMUNITY}001`);
    expect(await gridAt(at(0.5, 1))).toBe(`${COMMUNITY}002`);
    expect(await gridAt(at(1.5, 1))).toBe(`${COMMUNITY}001`);
    expect(await gridAt(at(1.5, 0))).toBe(`${COMMUNITY}003`);
    const [lng, lat] = at(0.5, 1) as [number, number];
    expect(await gridAt([lng, lat - 1e-9])).toBe(`${COMMUNITY}003`);
    expect(await gridAt([lng, lat + 1e-9])).toBe(`${COMMUNITY}002`);
    expect(await gridAt(at(3, 3))).toBeUndefined();
  });

  test('every place in the demo street has exactly one owner, on borders, corners and a hair beside them', async () => {
    await draw(demoDrawing());
    const { features } = await exported();
    const grids = features
      .filter(({ properties }) => properties!.kind === 'grid')
      .map(({ properties, geometry }) => ({
        code: properties!.code as string,
        boundary: geometry as MultiPolygon,
      }));
    const whole = unionOf(grids.map(({ boundary }) => boundary))!;
    const places = placesOf(grids).filter((place) => deepIn(whole, place));
    expect(places.length).toBeGreaterThan(3_000);
    const owners = await ownersOf(places);
    expect(owners.filter((owner) => owner === null)).toEqual([]);
    const wrong = places.filter((place, index) => {
      const owner = grids.filter(({ boundary }) => deepIn(boundary, place))[0]?.code;
      return owner !== undefined && owners[index] !== owner;
    });
    expect(wrong).toEqual([]);
    const corners = [
      ...new Set(grids.flatMap(({ boundary }) => boundary.coordinates.flat(2)).map(String)),
    ];
    const lowest = corners.map(
      (corner) =>
        grids.find(({ boundary }) =>
          boundary.coordinates.flat(2).some((other) => String(other) === corner),
        )!.code,
    );
    expect(await ownersOf(corners.map((corner) => corner.split(',').map(Number)))).toEqual(lowest);
  });

  test('a point says its coordinate system, and a point out of range is refused', async () => {
    await draw(twoSquares());
    const [lng, lat] = fromWgs84(toLngLat(at(0.5, 0.5)), 'gcj02');
    const ask = async (point: object) =>
      as('RIDER')(`query ($point: PointInput!) { gridAt(point: $point) { code } }`, { point });
    expect((await ask({ lng, lat, crs: 'GCJ02' })).data!.gridAt.code).toBe(`${COMMUNITY}001`);
    expect(codesOf(await ask({ lng: 181, lat, crs: 'WGS84' }))).toEqual(['POINT_OUT_OF_RANGE']);
    for (const point of [
      { lng, lat },
      { lng, lat, crs: 'MARS' },
      { lng: NaN, lat, crs: 'WGS84' },
      { lng: '1', lat, crs: 'WGS84' },
    ])
      expect((await ask(point)).errors![0]!.extensions).toMatchObject({
        zh: expect.any(String),
        en: expect.any(String),
      });
  });

  test('writing something down outside every grid is refused', async () => {
    await draw(twoSquares());
    const locate = async (place: Position) =>
      office.inStreet(streetId, async (ctx) => (await locateGrid(ctx, toLngLat(place))).grid.code);
    expect(await locate(at(1.5, 0.5))).toBe(`${COMMUNITY}002`);
    await expect(locate(at(5, 5))).rejects.toMatchObject({ code: 'OUTSIDE_STREET' });
  });
});

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
    const answer = await draw(drawing);
    expect(codesOf(answer)).toEqual(['GRID_TOPOLOGY']);
    const pieces = piecesOf(answer);
    expect(pieces.map(({ properties }) => properties)).toContainEqual(
      expect.objectContaining(piece),
    );
    for (const { geometry } of pieces) expect(geometry.type).toMatch(/Point|Polygon/);
    expect((await exported()).features).toEqual([]);
  });

  test('pieces come with their ground: the overlap lies where it was drawn', async () => {
    const [piece] = piecesOf(await draw(collection(cell(1, [box(0, 0, 1.1, 1)]), next)));
    const corners = (piece!.geometry as Polygon).coordinates[0]!.map(String);
    expect(new Set(corners)).toEqual(new Set(box(1, 0, 1.1, 1).map(String)));
  });

  test('a thousand grids on one spot are refused soon, with the first hundred overlaps', async () => {
    const heap = Array.from({ length: 999 }, (_, index) =>
      cell(index + 1, [box(0, 0, 1, 1 + index / 1_000)]),
    );
    expect(piecesOf(await draw(collection(...heap)))).toHaveLength(100);
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
    expect(codesOf(await draw(drawing))).toEqual([code]);
  });

  test('a coordinate system that is not said or not known', async () => {
    const drawing = { featureCollection: twoSquares() };
    for (const crs of [undefined, '', 'cgcs2000'])
      await expect(
        office.inStreet(streetId, (ctx) => importGrids(ctx, { ...drawing, crs })),
      ).rejects.toMatchObject({ code: 'CRS_UNKNOWN' });
    expect((await draw(twoSquares(), { crs: 'MARS' })).data).toBeUndefined();
  });

  test('only staff of the street draw', async () => {
    for (const role of ['RIDER', 'RESIDENT', 'COMMUNITY_STAFF', 'ANALYST'] as const) {
      const answer = await as(role)(IMPORT, {
        drawing: twoSquares(),
        key: randomUUID(),
        crs: 'WGS84',
      });
      expect(codesOf(answer)).toEqual(['NOT_FOUND']);
    }
  });
});

describe('a street drawn anew', () => {
  test('keeps what is the same, closes what moved, and remembers where things were', async () => {
    await draw(twoSquares());
    const before = office.clock.now();
    office.clock.advance(86_400_000);
    const moved = collection(
      cell(1, [box(0, 0, 1, 1)]),
      cell(2, [box(1, 0, 3, 1)], { communityName: undefined }),
    );
    const validFrom = office.clock.now().toISOString();
    expect((await draw(moved, { validFrom })).data!.importGrids).toEqual({
      communities: 1,
      grids: 1,
      closed: 1,
    });
    expect(await gridAt(at(2.5, 0.5), before)).toBeUndefined();
    expect(await gridAt(at(2.5, 0.5))).toBe(`${COMMUNITY}002`);
    expect(await gridAt(at(1.5, 0.5), before)).toBe(`${COMMUNITY}002`);
    const versions = `query ($at: DateTimeISO) { grids(at: $at) { code validFrom validTo } communities { name boundary } }`;
    const now = (await as('ANALYST')(versions)).data!;
    expect(now.grids.map((grid: any) => grid.validFrom)).toEqual([before.toISOString(), validFrom]);
    expect(now.communities).toEqual([
      {
        name: '方格社区',
        boundary: {
          type: 'MultiPolygon',
          coordinates: [[ring([0, 0], [1, 0], [3, 0], [3, 1], [1, 1], [0, 1])]],
        },
      },
    ]);
    const then = (await as('ANALYST')(versions, { at: before.toISOString() })).data!;
    expect(then.grids.map((grid: any) => grid.validTo)).toEqual([null, validFrom]);
  });

  test('a grid and a community that are gone are closed; other words and counts make no new version', async () => {
    const other = cell(1, [box(0, 1, 1, 2)], {
      code: '320199001002001',
      communityName: '另一社区',
    });
    await draw(collection(...twoSquares().features, other));
    office.clock.advance(1_000);
    const renamed = collection(
      cell(1, [box(0, 0, 1, 1)], { name: '新名', households: 7 }),
      cell(2, [box(1, 0, 2, 1)]),
    );
    expect((await draw(renamed)).data!.importGrids).toEqual({
      communities: 1,
      grids: 0,
      closed: 1,
    });
    const { data } = await as('RIDER')(`{ communities { code } grids { name households } }`);
    expect(data).toEqual({
      communities: [{ code: COMMUNITY }],
      grids: [
        { name: '新名', households: 7 },
        { name: '第2网格', households: 0 },
      ],
    });
  });

  test('is refused when it would not come into force later', async () => {
    await draw(twoSquares());
    const [first] = twoSquares().features;
    expect(codesOf(await draw(collection(first!)))).toEqual(['VERSION_NOT_LATER']);
  });

  test.each([
    ['the demo street', demoDrawing()],
    ['squares in a row', twoSquares()],
  ])(
    'what was exported is taken back unchanged, in each coordinate system: %s',
    async (_, drawn) => {
      await draw(drawn);
      for (const crs of ['WGS84', 'GCJ02', 'BD09']) {
        const drawing = await exported(crs);
        expect((await draw(drawing, { crs })).data!.importGrids).toEqual({
          communities: 0,
          grids: 0,
          closed: 0,
        });
      }
    },
  );

  test.each(['GCJ02', 'BD09'])(
    'a file in %s puts a new street within half a metre',
    async (crs) => {
      await draw(demoDrawing());
      const [original, drawing] = [await exported(), await exported(crs)];
      await office.close();
      office = await openOffice();
      streetId = (await office.found()).id;
      expect((await draw(drawing, { crs })).data!.importGrids).toMatchObject({ grids: 70 });
      const again = await exported();
      for (const [index, { properties, geometry }] of original.features.entries()) {
        expect(again.features[index]!.properties).toEqual(properties);
        const corners = cornersOf(geometry);
        const others = cornersOf(again.features[index]!.geometry);
        expect(others).toHaveLength(corners.length);
        for (const place of corners)
          expect(Math.min(...others.map((other) => distance(place, other)))).toBeLessThan(0.5);
      }
    },
  );

  test('the same key draws once, and the change is told', async () => {
    const key = randomUUID();
    const staff = as('STREET_STAFF');
    const first = await staff(IMPORT, { drawing: twoSquares(), key, crs: 'WGS84' });
    const second = await staff(IMPORT, { drawing: twoSquares(), key, crs: 'WGS84' });
    expect(second).toEqual(first);
    const facts = await office.inStreet(streetId, ({ em }) =>
      em.execute('select name, payload from outbox'),
    );
    const { data } = await staff(`{ communities { id } }`);
    expect(facts).toEqual([
      { name: 'territory.changed', payload: { communityIds: [data!.communities[0].id] } },
    ]);
  });
});

test('one street office does not see the grids of another', async () => {
  await draw(twoSquares());
  const other = await office.found({ code: '320199002', name: '邻街道' });
  const neighbour = as('STREET_STAFF', other.id);
  const [lng, lat] = at(0.5, 0.5);
  const { data } = await neighbour(
    `query ($point: PointInput!) { street { name } communities { code } grids { code } gridAt(point: $point) { code } }`,
    { point: { lng, lat, crs: 'WGS84' } },
  );
  expect(data).toEqual({ street: { name: '邻街道' }, communities: [], grids: [], gridAt: null });
  await expect(office.found()).rejects.toMatchObject({ code: 'STREET_EXISTS' });
});

describe('a file from the command line', () => {
  const importing = async (text: string, more: Partial<GridsFile> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), 'grids-'));
    const file = join(folder, 'grids.geojson');
    await writeFile(file, text);
    const lines: string[] = [];
    const code = await importGridsFile(office.platform, {
      file,
      crs: 'wgs84',
      street: '320199001',
      print: (line) => lines.push(line),
      ...more,
    });
    return { code, lines };
  };

  test('is imported and counted', async () => {
    const { code, lines } = await importing(JSON.stringify(twoSquares()));
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [expect.stringContaining('1 communities, 2 grids')],
    });
    expect(await gridAt(at(0.5, 0.5))).toBe(`${COMMUNITY}001`);
  });

  test('is refused with the pieces as GeoJSON', async () => {
    const { code, lines } = await importing(
      JSON.stringify(collection(cell(1, [box(0, 0, 1.1, 1)]), cell(2, [box(1, 0, 2, 1)]))),
    );
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^GRID_TOPOLOGY/);
    expect(JSON.parse(lines[1]!).features[0].properties).toMatchObject({ kind: 'overlap' });
  });

  test.each<[string, string, Partial<GridsFile>]>([
    ['CRS_UNKNOWN', JSON.stringify(collection()), { crs: undefined }],
    ['GEOJSON_INVALID', 'not json', {}],
    ['NOT_FOUND', JSON.stringify(collection()), { street: '999999999' }],
    ['NOT_FOUND', '', { file: '/nowhere/at.all' }],
  ])('is refused: %s', async (refusal, text, more) => {
    const { code, lines } = await importing(text, more);
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(new RegExp(`^${refusal}`))],
    });
  });
});
