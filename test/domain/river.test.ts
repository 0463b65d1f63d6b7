import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { explainDecision } from '../../src/domain/requests/replaying.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';
import { importBanks, NORTH, SOUTH } from './river-stage.ts';

const CODE = '320199001';
let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;
/** Across the river from where the meal is fetched, 110 m through the air. */
let across: { id: string };
/** On the same bank, 380 m along the road. */
let alongside: { id: string };

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found(CODE, 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
  across = await town.rider({ at: [1.1, SOUTH] });
  alongside = await town.rider({ at: [1.3, NORTH] });
});
afterEach(() => stage.close());

const importRoads = (...bridges: number[]) =>
  importBanks(stage.platform, town, { code: CODE, bridges });

const OPEN =
  'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }';
const WEIGH =
  'query ($id: ID!) { candidates(requestId: $id) { candidates { rider { id } arriveAt } } }';

/** A meal fetched on the northern bank for somebody who lives there. */
async function openMeal(): Promise<string> {
  const input = {
    kind: 'MEAL',
    at: town.told(0.9, NORTH),
    place: '幸福里小区',
    pickup: town.told(1.1, NORTH),
    pickupName: '社区食堂',
  };
  const { data, errors } = await staff(OPEN, { input, key: randomUUID() });
  expect(errors).toBeUndefined();
  return data!.openRequest.id;
}

async function decide(): Promise<{ id: string; riders: string[]; roads: number | null }> {
  await stage.inStreet(town.streetId, dispatchStreet);
  const [decision] = await stage.sql(
    `select d.id, array_to_json(d.rider_ids) as riders, p.road_version as roads
     from decision d join planning p on p.id = d.planning_id`,
  );
  return decision as { id: string; riders: string[]; roads: number | null };
}

/** Best first, with the instant at which each would be at the door. */
async function weighed(id: string): Promise<{ rider: { id: string }; arriveAt: string }[]> {
  const { data, errors } = await staff(WEIGH, { id });
  expect(errors).toBeUndefined();
  return data!.candidates.candidates;
}

async function explained(decision: string): Promise<{ code: 0 | 1; text: string }> {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const code = await explainDecision(stage.platform, { decision, street: CODE, print });
  return { code, text: lines.join('\n') };
}

test('without roads the rider across the river is the nearest, and stays so for that decision once roads are known', async () => {
  await openMeal();
  const decision = await decide();
  expect(decision).toMatchObject({ riders: [across.id], roads: null });
  const then = await explained(decision.id);
  await importRoads(0.1);
  expect(await explained(decision.id)).toEqual(then);
  expect(then.text).toMatch(new RegExp(`→ 1\\. ${across.id}`));
  expect(then.code).toBe(0);
});

test('with roads the rider on the same bank is asked, and stays so for that decision once a bridge is built', async () => {
  await importRoads(0.1);
  const request = await openMeal();
  const decision = await decide();
  expect(decision).toMatchObject({ riders: [alongside.id], roads: 1 });
  const [first, second] = await weighed(request);
  expect([first!.rider.id, second!.rider.id]).toEqual([alongside.id, across.id]);
  // The way over the far bridge is 3.5 km longer than the other's.
  const behind = Date.parse(second!.arriveAt) - Date.parse(first!.arriveAt);
  expect(behind).toBeGreaterThan(8 * 60_000);
  const then = await explained(decision.id);

  await importRoads(0.1, 1.1);
  expect((await weighed(request)).map(({ rider }) => rider.id)).toEqual([across.id, alongside.id]);
  expect(await explained(decision.id)).toEqual(then);
  expect(then.text).toMatch(new RegExp(`→ 1\\. ${alongside.id}`));
  expect(then.code).toBe(0);
});
