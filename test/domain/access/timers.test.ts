import { timers } from '../../../src/domain/access/timers.ts';
import { contextFor, systemActor } from '../../../src/platform/context.ts';
import { FIRST, openStage, PASSWORD, requestCode, SECOND, signIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const kept = () =>
  stage.rows<{ street: string; codes: number; sessions: number; tokens: number }>(
    `select s.code as street,
       (select count(*)::int from one_time_code o where o.street_id = s.id) as codes,
       (select count(*)::int from session o where o.street_id = s.id) as sessions,
       (select count(*)::int from refresh_token o where o.street_id = s.id) as tokens
     from street s order by s.code`,
  );
const DAY_MS = 24 * 3_600_000;

test('each street office forgets its own codes after a day and its sessions a month after their end', async () => {
  for (const [street, login] of [
    [FIRST, 'wang'],
    [SECOND, 'li.er'],
  ] as const) {
    const id = street === FIRST ? stage.streets.first : stage.streets.second;
    await stage.enrol(id, { role: 'STREET_STAFF', name: '王', login, password: PASSWORD });
    await stage.stranger(signIn, { login, password: PASSWORD });
    await stage.stranger(requestCode, { street, phone: '13800001234' });
  }
  const forget = () => timers[0]!.run(contextFor(stage.platform, systemActor(stage.streets.first)));
  const second = { street: SECOND, codes: 1, sessions: 1, tokens: 1 };
  stage.clock.advance(DAY_MS - 1);
  await forget();
  expect(await kept()).toEqual([{ ...second, street: FIRST }, second]);
  stage.clock.advance(2);
  await forget();
  expect(await kept()).toEqual([{ ...second, street: FIRST, codes: 0 }, second]);
  stage.clock.advance(59 * DAY_MS);
  await forget();
  expect(await kept()).toEqual([{ street: FIRST, codes: 0, sessions: 0, tokens: 0 }, second]);
});
