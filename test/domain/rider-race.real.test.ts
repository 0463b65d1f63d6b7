import { stopDuty } from '../../src/domain/riders/duty.ts';
import { storePositions } from '../../src/domain/positions/storing.ts';
import { Crs } from '../../src/domain/territory/point.ts';
import { contextFor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { codesOf } from '../support/client.ts';
import { day, enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;

beforeEach(async () => {
  stage = await openPeopleStage();
});
afterEach(() => stage.close());

const told = (ms: number) => ({
  point: { ...stage.here.point(0.5, 0.5), crs: Crs.WGS84 },
  accuracyM: 5,
  deviceAt: new Date(stage.clock.now().getTime() + ms),
});

/** Resolves once some statement of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (let waits = 0; waits === 0;)
    waits = (
      await stage.sql(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
    ).length;
}

test('a position told while duty ends is forgotten with it, or refused', async () => {
  const rider = await enrolled(stage);
  await day(rider, 'startDuty');
  const telling = contextFor(stage.platform, rider.actor);
  await telling.em.begin();
  const fix = {
    at: [told(0).point.lng, told(0).point.lat] as const,
    accuracyM: 5,
    deviceMs: told(0).deviceAt.getTime(),
  };
  await storePositions(telling, [{ riderId: rider.id, fixes: [fix] }]);
  const ending = contextFor(stage.platform, rider.actor);
  const ended = inTransaction(ending.em, () => stopDuty(ending));
  await Promise.race([ended, somebodyWaits()]);
  await telling.em.commit();
  await ended;
  expect(await stage.sql('select 1 from rider_position')).toEqual([]);
});

test('whatever the order, nothing is stored off duty', async () => {
  const rider = await enrolled(stage);
  const report = `mutation ($input: PositionInput!) { reportPosition(input: $input) { stale } }`;
  for (let round = 0; round < 15; round++) {
    await day(rider, 'startDuty');
    const tell = (ms: number) =>
      rider.ask(report, {
        input: {
          ...told(round * 10 + ms),
          point: stage.here.told(0.5, 0.5),
          deviceAt: told(round * 10 + ms).deviceAt.toISOString(),
        },
      });
    const [first, stopped, ...others] = await Promise.all([
      tell(1),
      day(rider, 'stopDuty'),
      tell(2),
      tell(3),
    ]);
    expect(stopped).toMatchObject({ duty: 'OFF' });
    for (const answer of [first, ...others])
      expect([[], ['OFF_DUTY']]).toContainEqual(codesOf(answer));
    expect(await stage.sql('select 1 from rider_position')).toEqual([]);
  }
});
