import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { locateGrid } from '../../src/domain/territory/service.ts';
import { fromWgs84 } from '../../src/geo/crs.ts';
import { toLngLat } from '../../src/geo/point.ts';
import { covers } from '../../src/geo/polygon.ts';
import { unionOf } from '../../src/geo/topology.ts';
import { readMultiPolygon } from '../../src/platform/graphql/geojson.ts';
import { codesOf } from '../support/client.ts';
import { demoDrawing, drawingIn, twoSquares } from '../support/drawing.ts';
import { openOffice, type Office } from '../support/office.ts';
import { at, box, cell, collection, COMMUNITY, ring } from '../support/squares.ts';

let office: Office;
let streetId: string;
let street: ReturnType<typeof drawingIn>;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
  street = drawingIn(office, streetId);
});
afterEach(async () => office.close());

const locate = async (place: Position) =>
  office.inStreet(streetId, async (ctx) => (await locateGrid(ctx, toLngLat(place))).grid.code);

type Cell = { code: string; boundary: MultiPolygon };

const cellOf = ({ properties, geometry }: Feature): Cell => ({
  code: properties!.code,
  boundary: readMultiPolygon(geometry),
});

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

test('the demo street is drawn as 12 communities and 70 grids', async () => {
  const { data } = await street.draw(demoDrawing());
  expect(data!.importGrids).toEqual({ communities: 12, grids: 70, closed: 0 });
  const answer = await street.as(
    'RESIDENT',
  )(`{ street { code name } communities { code grids { code } }
    grids { code community { code } } }`);
  expect(answer.errors).toBeUndefined();
  const { communities, grids, ...rest } = answer.data!;
  expect(rest).toEqual({ street: { code: '320199001', name: '红桥街道' } });
  expect(communities).toHaveLength(12);
  expect(communities.flatMap((one: any) => one.grids)).toHaveLength(70);
  for (const { code, community } of grids) expect(code.slice(0, 12)).toBe(community.code);
});

describe('a place belongs to one grid', () => {
  test('on a shared edge and on a corner of three grids the lowest code wins', async () => {
    await street.draw(
      collection(
        cell(3, [box(0, 0, 2, 1)]),
        cell(2, [ring([0, 1], [1, 1], [1, 2], [0, 2])]),
        cell(1, [ring([1, 1], [2, 1], [2, 2], [1, 2])]),
      ),
    );
    expect(await street.gridAt(at(1, 1))).toBe(`${COMMUNITY}001`);
    expect(await street.gridAt(at(0.5, 1))).toBe(`${COMMUNITY}002`);
    expect(await street.gridAt(at(1.5, 1))).toBe(`${COMMUNITY}001`);
    expect(await street.gridAt(at(1.5, 0))).toBe(`${COMMUNITY}003`);
    const [lng, lat] = toLngLat(at(0.5, 1));
    expect(await street.gridAt([lng, lat - 1e-9])).toBe(`${COMMUNITY}003`);
    expect(await street.gridAt([lng, lat + 1e-9])).toBe(`${COMMUNITY}002`);
    expect(await street.gridAt(at(3, 3))).toBeUndefined();
  });

  test('every place in the demo street has exactly one owner, on borders, corners and a hair beside them', async () => {
    await street.draw(demoDrawing());
    const { features } = await street.exported();
    const grids = features.filter(({ properties }) => properties!.kind === 'grid').map(cellOf);
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
    await street.draw(twoSquares());
    const [lng, lat] = fromWgs84(toLngLat(at(0.5, 0.5)), 'gcj02');
    const ask = async (point: object) =>
      street.as('RIDER')(`query ($point: PointInput!) { gridAt(point: $point) { code } }`, {
        point,
      });
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
    await street.draw(twoSquares());
    expect(await locate(at(1.5, 0.5))).toBe(`${COMMUNITY}002`);
    await expect(locate(at(5, 5))).rejects.toMatchObject({ code: 'OUTSIDE_STREET' });
  });
});

test('one street office does not see the grids of another', async () => {
  await street.draw(twoSquares());
  const other = await office.found({ code: '320199002', name: '邻街道' });
  const neighbour = office.clientFor(other.id, 'STREET_STAFF');
  const [lng, lat] = at(0.5, 0.5);
  const { data } = await neighbour(
    `query ($point: PointInput!) { street { name } communities { code } grids { code } gridAt(point: $point) { code } }`,
    { point: { lng, lat, crs: 'WGS84' } },
  );
  expect(data).toEqual({ street: { name: '邻街道' }, communities: [], grids: [], gridAt: null });
  await expect(office.found()).rejects.toMatchObject({ code: 'STREET_EXISTS' });
});
