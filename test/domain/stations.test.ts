import { demoStreet } from '../../src/demo/street.ts';
import { openStation } from '../../src/domain/stations/service.ts';
import { importGrids } from '../../src/domain/territory/importing.ts';
import { fromWgs84 } from '../../src/geo/crs.ts';
import { distance, type LngLat, toLngLat } from '../../src/geo/point.ts';
import { codesOf } from '../support/client.ts';
import { openOffice, type Office } from '../support/office.ts';
import { at, box, cell, collection } from '../support/squares.ts';

const NEAREST = `query ($point: PointInput!, $first: Int!) {
  nearestStations(point: $point, first: $first) { distanceM station { code location { lng lat } } } }`;

let office: Office;
let streetId: string;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
});
afterEach(async () => office.close());

const { communities, grids, stations } = demoStreet();
const drawDemo = async () =>
  office.inStreet(streetId, (ctx) =>
    importGrids(ctx, {
      featureCollection: collection(...communities.features, ...grids.features),
      crs: 'wgs84',
    }),
  );
const rider = () => office.clientFor(streetId, 'RIDER');
const named = (code: string, location: LngLat) => ({
  code,
  name: '驿站',
  nameEn: '',
  location,
  amenities: ['饮水'],
});

const chance = (index: number, step: number, size: number) => ((index * step) % 1) * size;

const open = async (code: string, place: LngLat) =>
  office.inStreet(streetId, (ctx) => openStation(ctx, named(code, place)));

test('the demo street opens its seven stations', async () => {
  await drawDemo();
  for (const station of stations)
    await office.inStreet(streetId, (ctx) => openStation(ctx, station));
  const { data } = await rider()(
    `{ stations { code name nameEn amenities location { lng lat } } }`,
  );
  expect(data!.stations).toHaveLength(7);
  expect(data!.stations[0]).toEqual({
    code: 'ST1',
    name: '红桥驿站',
    nameEn: 'Station 1',
    amenities: ['饮水', '充电', '休息'],
    location: { lng: 118.767843, lat: 31.982529 },
  });
});

test('the nearest stations come in the order of metres on the ground, not of degrees', async () => {
  await drawDemo();
  // At 32 degrees north a degree of longitude is 15 % shorter: the eastern one is nearer though further in degrees.
  const [lng, lat] = [118.78, 31.97];
  const places: LngLat[] = [
    [lng + 0.0021, lat],
    [lng, lat + 0.002],
  ];
  for (const [index, place] of places.entries())
    await office.inStreet(streetId, (ctx) => openStation(ctx, named(`S${index}`, place)));
  const [gcjLng, gcjLat] = fromWgs84([lng, lat], 'gcj02');
  const { data } = await rider()(NEAREST, {
    point: { lng: gcjLng, lat: gcjLat, crs: 'GCJ02' },
    first: 2,
  });
  expect(data!.nearestStations.map(({ station }: any) => station.code)).toEqual(['S0', 'S1']);
  expect(data!.nearestStations[0].distanceM).toBeCloseTo(198.4, 0);
});

test('on random towns the order is that of brute force', async () => {
  await office.inStreet(streetId, (ctx) =>
    importGrids(ctx, { featureCollection: collection(cell(1, [box(0, 0, 9, 4)])), crs: 'wgs84' }),
  );
  const town = Array.from({ length: 200 }, (_, index) =>
    named(
      `S${String(index).padStart(3, '0')}`,
      toLngLat(at(chance(index, 0.754_877_666, 9), chance(index, 0.569_840_291, 4))),
    ),
  );
  await office.inStreet(streetId, async (ctx) => {
    for (const station of town) await openStation(ctx, station);
  });
  for (let index = 0; index < 20; index++) {
    const from = toLngLat(
      at(chance(index, 0.618_033_988, 12) - 1, chance(index, 0.414_213_562, 6) - 1),
    );
    const { data } = await rider()(NEAREST, {
      point: { lng: from[0], lat: from[1], crs: 'WGS84' },
      first: 10,
    });
    const found = data!.nearestStations.map(({ station }: any) => station);
    const metres = found.map(({ location }: any) => distance(from, [location.lng, location.lat]));
    const brute = town.map(({ location }) => distance(from, location)).toSorted((a, b) => a - b);
    // The sphere of brute force and the ellipsoid of the database differ by up to 0.5 %.
    for (const [rank, metre] of metres.entries())
      expect(Math.abs(metre / brute[rank]! - 1)).toBeLessThan(0.006);
  }
});

test('a station outside the street, a code used twice and a silly number are refused', async () => {
  await drawDemo();
  await expect(open('S1', [119, 32])).rejects.toMatchObject({ code: 'OUTSIDE_STREET' });
  await open('S1', [118.78, 31.97]);
  await expect(open('S1', [118.78, 31.97])).rejects.toMatchObject({ code: 'STATION_EXISTS' });
  for (const first of [-1, 0, 101])
    expect(
      codesOf(await rider()(NEAREST, { point: { lng: 118, lat: 31, crs: 'WGS84' }, first })),
    ).toEqual(['INVALID_INPUT']);
});

test('one street office does not see the stations of another', async () => {
  await drawDemo();
  await office.inStreet(streetId, (ctx) => openStation(ctx, named('S1', [118.78, 31.97])));
  const other = await office.found({ code: '320199002' });
  const stranger = office.clientFor(other.id, 'STREET_STAFF');
  expect((await stranger(`{ stations { code } }`)).data).toEqual({ stations: [] });
  const point = { lng: 118.78, lat: 31.97, crs: 'WGS84' };
  expect((await stranger(NEAREST, { point, first: 5 })).data).toEqual({ nearestStations: [] });
});

test('staff close a station: it is shown no more, and closed again it stays as it was', async () => {
  await drawDemo();
  const { id } = await open('S1', [118.78, 31.97]);
  const other = await office.found({ code: '320199002' });
  const close = async (streetOf: string, role: 'STREET_STAFF' | 'RIDER') =>
    office.clientFor(streetOf, role)(`mutation { closeStation(id: "${id}") { id } }`);
  expect(codesOf(await close(other.id, 'STREET_STAFF'))).toEqual(['NOT_FOUND']);
  expect(codesOf(await close(streetId, 'RIDER'))).toEqual(['NOT_FOUND']);
  for (let said = 0; said < 2; said++)
    expect((await close(streetId, 'STREET_STAFF')).data).toEqual({ closeStation: { id } });
  expect((await rider()(`{ stations { code } }`)).data).toEqual({ stations: [] });
  const point = { lng: 118.78, lat: 31.97, crs: 'WGS84' };
  expect((await rider()(NEAREST, { point, first: 5 })).data).toEqual({ nearestStations: [] });
});
