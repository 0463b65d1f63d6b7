import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { openRequest } from './opening.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;
let rider: Awaited<ReturnType<Town['rider']>>;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
  rider = await town.rider({ at: [1.05, 1] });
});
afterEach(() => stage.close());

const MINUTE = 60_000;

const plan = (from: number, until: number, state = 'PLANNED') => {
  const at = (minutes: number) =>
    new Date(stage.clock.now().getTime() + minutes * MINUTE).toISOString();
  return stage.sql(
    `insert into shift (street_id, rider_id, from_at, until_at, state, planned_at) values (?, ?, ?, ?, ?, ?)`,
    [town.streetId, rider.id, at(from), at(until), state, at(-600)],
  );
};

/** How many riders are asked for a meal that is ready in ten minutes, and why others are not. */
async function asked() {
  const input = {
    kind: 'MEAL',
    at: town.told(1.2, 1),
    place: '幸福里小区',
    pickup: town.told(1.1, 1),
    pickupName: '社区食堂',
    readyAt: new Date(stage.clock.now().getTime() + 10 * MINUTE).toISOString(),
  };
  const opened = await openRequest(staff, input);
  await stage.inStreet(town.streetId, dispatchStreet);
  const offers = await stage.sql('select 1 from offer where request_id = ?', [opened]);
  const answer = await staff(
    'query ($id: ID!) { candidates(requestId: $id) { exclusions { constraint reason { zh en } } } }',
    { id: opened },
  );
  return { offers: offers.length, exclusions: answer.data!.candidates.exclusions };
}

test('whose shift ends before the goods are ready is not asked, and it is said why', async () => {
  await plan(-60, 9);
  expect(await asked()).toEqual({
    offers: 0,
    exclusions: [
      {
        constraint: 'dutyEnd',
        reason: { zh: '下班前来不及开始。', en: 'Could not begin before going off duty.' },
      },
    ],
  });
});

test.each<[string, readonly (readonly [number, number, string?])[]]>([
  ['ends after the goods are ready', [[-60, 11]]],
  [
    'is followed by another without a pause',
    [
      [-60, 9],
      [9, 60],
    ],
  ],
  ['was cancelled', [[-60, 9, 'CANCELLED']]],
  ['is over, while the rider stays on duty', [[-60, -1]]],
  ['begins later', [[30, 60]]],
])('whose shift %s is asked', async (_name, shifts) => {
  for (const [from, until, state] of shifts) await plan(from, until, state);
  expect(await asked()).toMatchObject({ offers: 1 });
});
