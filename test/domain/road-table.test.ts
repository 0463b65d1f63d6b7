import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { explainDecision } from '../../src/domain/requests/replaying.ts';
import { distance } from '../../src/geo/point.ts';
import { openRoadTable } from '../../src/platform/roads/road-table.ts';
import { startRouter } from '../support/router.ts';
import { openRequest } from './opening.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

const CODE = '320199001';
let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;
let router: Awaited<ReturnType<typeof startRouter>>;
let across: { id: string };
let alongside: { id: string };

/** A river that the router knows of: whoever crosses it rides ten kilometres. */
const RIVER = 1.05;
beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found(CODE, 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
  const bank = ([lng]: readonly [number, number]) => Math.sign(lng - town.point(RIVER, 1).lng);
  router = await startRouter((from, to) => (bank(from) === bank(to) ? distance(from, to) : 10_000));
  Object.assign(stage.platform, {
    roadTable: openRoadTable({
      url: router.url,
      patienceMs: 60_000,
      pauseMs: 0,
      failed: () => undefined,
    }),
  });
  across = await town.rider({ at: [1.04, 1] });
  alongside = await town.rider({ at: [1.4, 1] });
});
afterEach(async () => {
  await router.close();
  await stage.close();
});

async function decide(): Promise<{ id: string; riders: string[]; told: boolean }> {
  const input = {
    kind: 'MEAL',
    at: town.told(1.2, 1),
    place: '幸福里小区',
    pickup: town.told(1.1, 1),
    pickupName: '社区食堂',
  };
  await openRequest(staff, input);
  await stage.inStreet(town.streetId, dispatchStreet);
  const [decision] = await stage.sql(
    `select d.id, array_to_json(d.rider_ids) as riders, p.road_table is not null as told
     from decision d join planning p on p.id = d.planning_id`,
  );
  return decision as { id: string; riders: string[]; told: boolean };
}

test('what the router tells decides who is asked, and the decision stands when the router is gone', async () => {
  const { id, riders, told } = await decide();
  expect(told).toBe(true);
  expect(riders).toEqual([alongside.id]);
  expect(router.asked).toHaveLength(1);
  await router.close();
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  expect(await explainDecision(stage.platform, { decision: id, street: CODE, print })).toBe(0);
});

test('without an answer of the router requests are planned as without it', async () => {
  router.answerWith((response) => void response.end('{"code":"InvalidQuery"}'));
  const { riders, told } = await decide();
  expect(told).toBe(false);
  expect(riders).toEqual([across.id]);
});
