import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { codesOf } from '../support/client.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

const MOST = 40;
let stage: PeopleStage;
let riderIds: string[];

beforeAll(async () => {
  stage = await openPeopleStage();
  riderIds = [];
  for (let index = 0; index < MOST; index++) riderIds.push((await stage.here.rider()).id);
  await stage.there.rider();
});
afterAll(() => stage.close());

/** Riders about a place somewhere in China, in steps of a street corner or of a district: many stand on one spot. */
const town = fc.record({
  lng: fc.double({ min: 74, max: 134, noNaN: true }),
  lat: fc.double({ min: 18, max: 53, noNaN: true }),
  step: fc.constantFrom(0.00001, 0.0005, 0.02),
  riders: fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 })), {
    minLength: 1,
    maxLength: MOST,
  }),
  first: fc.integer({ min: 1, max: 12 }),
});

const NEAREST = `query ($point: PointInput!, $first: Int!) {
  nearestRiders(point: $point, first: $first) { distanceM rider { id } position { stale } } }`;

async function settle(spots: readonly { lng: number; lat: number }[]): Promise<void> {
  const seen = stage.clock.now().toISOString();
  await stage.sql('delete from rider_position where street_id = ?', [stage.here.streetId]);
  await stage.sql(
    `insert into rider_position (street_id, rider_id, location, accuracy_m, device_at, received_at)
     values ${spots.map(() => '(?, ?, st_setsrid(st_makepoint(?, ?), 4326), 5, ?, ?)').join(', ')}`,
    spots.flatMap(({ lng, lat }, index) => [
      stage.here.streetId,
      riderIds[index],
      lng,
      lat,
      seen,
      seen,
    ]),
  );
}

const nearer = (a: { id: string; m: number }, b: { id: string; m: number }) =>
  a.m - b.m || (a.id < b.id ? -1 : 1);

/** Every rider of the street measured one by one, without index or limit. */
async function bruteForce({ lng, lat }: { lng: number; lat: number }, first: number) {
  const rows = await stage.sql<{ id: string; m: number }>(
    `select rider_id as id, st_distance(location::geography, st_makepoint(?, ?)::geography) as m
     from rider_position where street_id = ?`,
    [lng, lat, stage.here.streetId],
  );
  return rows.toSorted(nearer).slice(0, first);
}

test('the nearest riders are those of brute force, by metres and then by id', async () => {
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  await fc.assert(
    fc.asyncProperty(town, async ({ lng, lat, step, riders, first }) => {
      await settle(riders.map(([x, y]) => ({ lng: lng + x * step, lat: lat + y * step })));
      const point = { lng, lat, crs: 'WGS84' };
      const { data, errors } = await staff(NEAREST, { point, first });
      expect(errors).toBeUndefined();
      const found: { distanceM: number; rider: { id: string } }[] = data!.nearestRiders;
      const expected = await bruteForce(point, first);
      expect(found.map(({ rider }) => rider.id)).toEqual(expected.map(({ id }) => id));
      expect(found.map(({ distanceM }) => distanceM)).toEqual(expected.map(({ m }) => m));
    }),
    { numRuns: 60 },
  );
});

test('riders on a break are left out, stale ones are marked', async () => {
  const staff = await stage.as(stage.here, 'COMMUNITY_STAFF', {
    communityIds: stage.here.communityIds,
  });
  const { lng, lat } = stage.here.point(1, 1);
  await settle([
    { lng, lat },
    { lng, lat: lat + 0.001 },
  ]);
  await stage.sql(`update rider set duty = 'BREAK' where id = ?`, [riderIds[0]]);
  await stage.sql(`update rider_position set received_at = received_at - interval '3 minutes'`);
  const { data } = await staff(NEAREST, { point: { lng, lat, crs: 'WGS84' }, first: 5 });
  expect(data!.nearestRiders).toEqual([
    { distanceM: expect.closeTo(110.9, 0), rider: { id: riderIds[1] }, position: { stale: true } },
  ]);
});

test('nobody but staff asks who is near, nor for all at once', async () => {
  const point = stage.here.told(1, 1);
  for (const role of ['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'] as const) {
    const somebody = stage.asked(stage.actor(stage.here, role, { riderId: randomUUID() }));
    expect(codesOf(await somebody(NEAREST, { point, first: 1 }))).toEqual(['NOT_FOUND']);
  }
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  for (const first of [0, 101])
    expect(codesOf(await staff(NEAREST, { point, first }))).toEqual(['INVALID_INPUT']);
});
