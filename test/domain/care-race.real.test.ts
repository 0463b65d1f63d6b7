import { moveLaddersOn } from '../../src/domain/care/climbing.ts';
import { noteDelivery } from '../../src/domain/care/contacting.ts';
import { startLadder } from '../../src/domain/care/starting.ts';
import { contextFor, systemActor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { openCareStage, type CareStage } from './care-stage.ts';

let care: CareStage;
beforeEach(async () => {
  care = await openCareStage();
});
afterEach(() => care.close());

const asPlatform = (work: (ctx: Context) => Promise<unknown>) => {
  const ctx = contextFor(care.platform, systemActor(care.here.streetId));
  return inTransaction(ctx.em, () => work(ctx));
};

test('however failure, delivery, timers and answers meet, a ladder ends once and nobody who was seen is climbed for', async () => {
  const rider = await care.rider();
  for (let round = 0; round < 8; round++) {
    const residentId = await care.elder();
    const { id: assignmentId, requestId } = await care.task(residentId, rider.id);
    const work = { requestId, riderId: rider.id, assignmentId, communityId: '', gridId: '' };
    const [failedAt, seenAt] = [
      care.clock.now(),
      new Date(care.clock.now().getTime() + (round % 2 ? 1_000 : -1_000)),
    ];
    const failure = { id: crypto.randomUUID(), at: failedAt };
    const failed = { ...work, reason: 'NOBODY_HOME' };
    const begin = () => asPlatform((ctx) => startLadder(ctx, failed, failure));
    const seen = () =>
      asPlatform((ctx) => noteDelivery(ctx, { ...work, minutes: 1 }, { at: seenAt }));
    await Promise.all([begin(), begin(), seen(), seen(), begin()]);
    const ladders = await care.sql('select id, state from care_ladder where resident_id = ?', [
      residentId,
    ]);
    const seenAfter = round % 2 === 1;
    expect(ladders.filter(({ state }) => state === 'OPEN')).toHaveLength(seenAfter ? 0 : 1);
    expect(ladders.length).toBeLessThanOrEqual(1);
    expect(
      await care.sql('select 1 from care_contact where resident_id = ?', [residentId]),
    ).toHaveLength(1);
    await care.sql(`update assignment set state = 'DONE', ended_at = now() where id = ?`, [
      assignmentId,
    ]);
  }
  care.clock.advance(5 * 60_000);
  const steps = await care.sql(
    `select id from care_ladder_step where ended_at is null order by id`,
  );
  await Promise.all([
    ...steps.map(({ id }, n) => care.answer(care.staff, id, n % 2 ? 'REACHED' : 'NO_ANSWER')),
    ...Array.from({ length: 4 }, () => asPlatform(moveLaddersOn)),
  ]);
  const wrong = await care.sql(
    `select l.id from care_ladder l left join care_ladder_step s on s.ladder_id = l.id and s.ended_at is null
     group by l.id, l.state having count(s.id) <> case when l.state = 'OPEN' then 1 else 0 end
     union all select ladder_id from care_ladder_step group by ladder_id, step having count(*) > 1`,
  );
  expect(wrong).toEqual([]);
});
