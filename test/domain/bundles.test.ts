import { randomUUID } from 'node:crypto';
import { dispatchInTime, dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { expireOffers } from '../../src/domain/requests/expiring.ts';
import { constraintOf } from '../../src/platform/database/failures.ts';
import { codesOf } from '../support/client.ts';
import { openRequest } from './opening.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
});
afterEach(() => stage.close());

const MINUTE = 60_000;
const CANTEEN = [1.1, 1] as const;

/** The street decides by other numbers from now on. */
const decideBy = (policy: object) =>
  stage.sql(
    `insert into dispatch_policy (street_id, version, valid_from, policy, reason)
     select street_id, max(version) + 1, ?, ?::jsonb, '试行并单' from dispatch_policy group by street_id`,
    [stage.clock.now().toISOString(), JSON.stringify({ hold: { ms: 0 }, ...policy })],
  );

/** Asks for a meal from the canteen; answers the request. */
async function openMeal(door: readonly [number, number], more: object = {}): Promise<string> {
  const input = {
    kind: 'MEAL',
    at: town.told(...door),
    place: '幸福里小区',
    pickup: town.told(...CANTEEN),
    pickupName: '社区食堂',
    ...more,
  };
  return openRequest(staff, input);
}

const openThree = async () => {
  const ids = [];
  for (const x of [1.2, 1.21, 1.22]) ids.push(await openMeal([x, 1]));
  return ids;
};

const plan = () => stage.inStreet(town.streetId, dispatchStreet);

interface Known {
  readonly id: string;
  readonly accountId: string;
}

const asRider = ({ id, accountId }: Known) =>
  stage.as(stage.actor(town.streetId, 'RIDER', { accountId, riderId: id }));

async function offersOf(rider: Known): Promise<Record<string, any>[]> {
  const { data, errors } = await asRider(rider)(
    '{ myOffers { id bundleId expiresAt task { arriveAt } together { id bundleId } } }',
  );
  expect(errors).toBeUndefined();
  return data!.myOffers;
}

const accept = (rider: Known, id: string) =>
  asRider(rider)(
    'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { state task { requestId } } }',
    { id, key: randomUUID() },
  );

const states = async (): Promise<string[]> =>
  (await stage.sql('select state from service_request order by opened_at, id')).map(
    ({ state }) => state,
  );

test('what is fetched at one place is asked for at once, and accepting one is accepting all', async () => {
  await decideBy({ maxBundle: 3 });
  const rider = await town.rider({ at: [1.05, 1] });
  const ids = await openThree();
  await plan();
  const offers = await offersOf(rider);
  expect(offers).toHaveLength(3);
  expect(new Set(offers.map(({ bundleId }) => bundleId)).size).toBe(1);
  expect(new Set(offers.map(({ expiresAt }) => expiresAt)).size).toBe(1);
  const [first, ...others] = offers;
  expect(first!.together.map(({ id }: { id: string }) => id)).toEqual(others.map(({ id }) => id));

  const { data } = await accept(rider, first!.id);
  expect(data!.acceptOffer.state).toBe('ACCEPTED');
  expect(ids).toContain(data!.acceptOffer.task.requestId);
  expect(await states()).toEqual(['ASSIGNED', 'ASSIGNED', 'ASSIGNED']);
  expect(await stage.sql('select load from rider')).toEqual([{ load: 3 }]);
  expect(await offersOf(rider)).toEqual([]);
  expect(codesOf(await accept(rider, others[0]!.id))).toEqual(['ALREADY_ANSWERED']);
  // It was one interruption.
  expect(await stage.sql('select today from rider_tally')).toEqual([{ today: 1 }]);
});

test('a decline is said of all, and the next rider is asked for all', async () => {
  await decideBy({ maxBundle: 3 });
  const near = await town.rider({ at: [1.05, 1] });
  const far = await town.rider({ at: [0.6, 1] });
  await openThree();
  await plan();
  const [offer] = await offersOf(near);
  await asRider(near)('mutation ($id: ID!) { declineOffer(id: $id, reason: BUSY) { state } }', {
    id: offer!.id,
  });
  expect(await states()).toEqual(['OPEN', 'OPEN', 'OPEN']);
  expect(await stage.sql('select unanswered from rider_tally where unanswered > 0')).toEqual([
    { unanswered: 1 },
  ]);
  await plan();
  expect(await offersOf(near)).toEqual([]);
  expect(await offersOf(far)).toHaveLength(3);
});

test('what was cancelled meanwhile is left out of what is accepted', async () => {
  await decideBy({ maxBundle: 3 });
  const rider = await town.rider({ at: [1.05, 1] });
  const [cancelled] = await openThree();
  await plan();
  await staff('mutation ($id: ID!) { cancelRequest(id: $id, reason: "家人已送") { state } }', {
    id: cancelled,
  });
  const [offer, ...others] = await offersOf(rider);
  expect(others).toHaveLength(1);
  await accept(rider, offer!.id);
  expect((await states()).toSorted()).toEqual(['ASSIGNED', 'ASSIGNED', 'CANCELLED']);
  expect(await stage.sql('select load from rider')).toEqual([{ load: 2 }]);
});

test('an unanswered bundle expires as a whole and counts once', async () => {
  await decideBy({ maxBundle: 3 });
  const rider = await town.rider({ at: [1.05, 1] });
  await openThree();
  await plan();
  stage.clock.advance(2 * MINUTE);
  await stage.inStreet(town.streetId, expireOffers);
  expect(await states()).toEqual(['OPEN', 'OPEN', 'OPEN']);
  expect(await offersOf(rider)).toEqual([]);
  expect(await stage.sql('select unanswered from rider_tally')).toEqual([{ unanswered: 1 }]);
});

test('nobody is asked for anything else while a bundle is unanswered', async () => {
  await decideBy({ maxBundle: 2 });
  const rider = await town.rider({ at: [1.05, 1] });
  await openThree();
  await plan();
  await plan();
  expect(await offersOf(rider)).toHaveLength(2);
  expect((await states()).toSorted()).toEqual(['MATCHING', 'MATCHING', 'OPEN']);
  const again = (bundle: string) =>
    stage
      .sql(
        `insert into offer (street_id, request_id, rider_id, decision_id, bundle_id, wave, distance_m, arrive_at, offered_at, expires_at)
         select street_id, request_id, rider_id, decision_id, ${bundle}, 9, 0, arrive_at, offered_at, expires_at from offer limit 1`,
      )
      .then(() => 'done', constraintOf);
  expect(await again('gen_random_uuid()')).toBe('one_pending_offer');
  expect(await again('bundle_id')).toBe('offer_bundle');
});

test('work for later is kept for a rider without asking, may still go to another, and is told in time', async () => {
  await decideBy({
    commit: 'AT_DEPARTURE',
    tellAheadMs: 2 * MINUTE,
    showAheadMs: 0,
    staleAfterMs: 60 * MINUTE,
  });
  const first = await town.rider({ at: [0.6, 1] });
  const readyAt = new Date(stage.clock.now().getTime() + 20 * MINUTE).toISOString();
  await openMeal([1.2, 1], { readyAt });
  await plan();
  expect(await states()).toEqual(['OPEN']);
  const [wake] = await stage.sql('select at from planning_wake');
  const wait = new Date(wake!.at).getTime() - stage.clock.now().getTime();
  expect(wait).toBeGreaterThan(10 * MINUTE);
  expect(wait).toBeLessThan(18 * MINUTE);
  const [kept] = await stage.sql(`select explanation->'summary' as summary from decision`);
  expect(kept!.summary.zh).toContain('骑手');

  // Somebody nearer comes on duty; the first was told nothing and is not disappointed.
  const nearer = await town.rider({ at: [1.09, 1] });
  await plan();
  stage.clock.advance(wait - 1);
  await stage.inStreet(town.streetId, dispatchInTime);
  expect(await offersOf(first)).toEqual([]);
  expect(await offersOf(nearer)).toEqual([]);
  stage.clock.advance(20 * MINUTE - wait);
  await stage.inStreet(town.streetId, dispatchInTime);
  expect(await offersOf(first)).toEqual([]);
  expect(await offersOf(nearer)).toHaveLength(1);
});
