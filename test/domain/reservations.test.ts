import { randomUUID } from 'node:crypto';
import { dispatchInTime, dispatchStreet } from '../../src/domain/requests/dispatching.ts';
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
  const policy = {
    hold: { ms: 0 },
    maxBundle: 4,
    commit: 'AT_DEPARTURE',
    staleAfterMs: 60 * MINUTE,
  };
  await stage.sql(
    `insert into dispatch_policy (street_id, version, valid_from, policy, reason)
     select street_id, max(version) + 1, ?, ?::jsonb, '试行预留' from dispatch_policy group by street_id`,
    [stage.clock.now().toISOString(), JSON.stringify(policy)],
  );
});
afterEach(() => stage.close());

const MINUTE = 60_000;

interface Known {
  readonly id: string;
  readonly accountId: string;
}

const asRider = ({ id, accountId }: Known) =>
  stage.as(stage.actor(town.streetId, 'RIDER', { accountId, riderId: id }));

/** A meal that is ready in twenty minutes. */
async function openMeal(): Promise<string> {
  const input = {
    kind: 'MEAL',
    at: town.told(1.2, 1),
    place: '幸福里小区',
    pickup: town.told(1.1, 1),
    pickupName: '社区食堂',
    readyAt: new Date(stage.clock.now().getTime() + 20 * MINUTE).toISOString(),
  };
  return openRequest(staff, input);
}

async function keptFor(rider: Known): Promise<Record<string, any>[]> {
  const { data, errors } = await asRider(rider)(
    '{ myReservations { id askAt task { kind { code } grid { id } pickupName load dueAt } } }',
  );
  expect(errors).toBeUndefined();
  return data!.myReservations;
}

const decline = (rider: Known, id: string, key: string = randomUUID()) =>
  asRider(rider)(
    `mutation ($id: ID!, $key: ID!) {
      declineReservation(id: $id, reason: BUSY, idempotencyKey: $key) { id } }`,
    { id, key },
  );

const offered = async (rider: Known): Promise<number> => {
  const { data } = await asRider(rider)('{ myOffers { id } }');
  return data!.myOffers.length;
};

const factsOf = async (rider: Known): Promise<string[]> => {
  const rows = await stage.sql(
    `select name from outbox where payload->>'riderId' = ? and name like 'request.reserv%' order by id`,
    [rider.id],
  );
  return rows.map(({ name }) => name);
};

const plan = () => stage.inStreet(town.streetId, dispatchStreet);

/** Lets time pass until the street is to be planned again by the clock alone. */
async function wake(): Promise<void> {
  const [row] = await stage.sql('select at from planning_wake');
  stage.clock.advance(new Date(row!.at).getTime() - stage.clock.now().getTime());
  await stage.inStreet(town.streetId, dispatchInTime);
}

test('a rider sees what is kept for them ten minutes before being asked, and is asked then', async () => {
  const rider = await town.rider({ at: [1.05, 1] });
  await openMeal();
  await plan();
  expect(await keptFor(rider)).toEqual([]);
  await wake();
  const [kept, ...others] = await keptFor(rider);
  expect(others).toEqual([]);
  expect(kept!.task).toMatchObject({ kind: { code: 'MEAL' }, pickupName: '社区食堂', load: 1 });
  expect(new Date(kept!.askAt).getTime() - stage.clock.now().getTime()).toBe(10 * MINUTE);
  expect(await offered(rider)).toBe(0);
  await plan();
  expect(await keptFor(rider)).toEqual([kept]);
  await wake();
  expect(await offered(rider)).toBe(1);
  expect(await keptFor(rider)).toEqual([]);
  expect(await factsOf(rider)).toEqual(['request.reserved', 'request.reservation_ended']);
});

test('whoever says beforehand that it is not for them is not asked, and it is kept for another', async () => {
  const near = await town.rider({ at: [1.09, 1] });
  const far = await town.rider({ at: [0.9, 1] });
  await openMeal();
  await plan();
  await wake();
  const [kept] = await keptFor(near);
  expect(await keptFor(far)).toEqual([]);
  const key = randomUUID();
  const first = await decline(near, kept!.id, key);
  expect(first.data).toEqual({ declineReservation: [] });
  expect(await decline(near, kept!.id, key)).toEqual(first);
  expect((await decline(near, kept!.id)).data).toEqual({ declineReservation: [] });
  await plan();
  expect(await keptFor(near)).toEqual([]);
  expect(await keptFor(far)).toHaveLength(1);
  await wake();
  expect([await offered(near), await offered(far)]).toEqual([0, 1]);
  expect(new Set(await factsOf(near))).toEqual(
    new Set(['request.reserved', 'request.reservation_declined']),
  );
  // It was said in time: it does not make the rider one who declines.
  expect(await stage.sql('select 1 from rider_tally where unanswered > 0')).toEqual([]);
});

test('what is kept for one rider is not shown to another and cannot be declined by another', async () => {
  const near = await town.rider({ at: [1.09, 1] });
  const far = await town.rider({ at: [0.6, 1] });
  await openMeal();
  await plan();
  await wake();
  const [kept] = await keptFor(near);
  expect(codesOf(await decline(far, kept!.id))).toEqual(['NOT_FOUND']);
  expect(codesOf(await decline(near, 'x'))).toEqual(['NOT_FOUND']);
  expect(await keptFor(near)).toEqual([kept]);
  const again = stage.sql(
    `insert into reservation (street_id, request_id, rider_id, ask_at, shown_at)
     select street_id, request_id, ?, ask_at, shown_at from reservation where ended_at is null`,
    [far.id],
  );
  expect(await again.then(() => 'done', constraintOf)).toBe('one_reservation');
});

test('a no that crosses with a new plan is heard: the rider is not asked when it comes back', async () => {
  const first = await town.rider({ at: [0.9, 1] });
  await openMeal();
  await plan();
  await wake();
  const [kept] = await keptFor(first);
  const nearer = await town.rider({ at: [1.09, 1] });
  await plan();
  expect(await keptFor(first)).toEqual([]);
  expect((await decline(first, kept!.id)).data).toEqual({ declineReservation: [] });
  await stage.sql(`update rider set duty = 'BREAK' where id = ?`, [nearer.id]);
  await plan();
  expect(await keptFor(first)).toEqual([]);
  stage.clock.advance(61 * MINUTE);
  await plan();
  expect(await stage.sql('select 1 from reservation where ended_at is not null')).toEqual([]);
  expect(codesOf(await decline(first, kept!.id))).toEqual(['NOT_FOUND']);
});

test('a plan that was made before a decline does not ask the rider after all', async () => {
  const rider = await town.rider({ at: [1.09, 1] });
  const id = await openMeal();
  await plan();
  await wake();
  const version = async () =>
    (await stage.sql('select version from service_request where id = ?', [id]))[0]!.version;
  const before = await version();
  const [kept] = await keptFor(rider);
  await decline(rider, kept!.id);
  expect(await version()).toBe(before + 1);
});

test('nothing stays kept for a rider who takes a break, of a request that ends, or once work is bound at once', async () => {
  const rider = await town.rider({ at: [1.09, 1] });
  const id = await openMeal();
  await openMeal();
  await plan();
  await wake();
  expect(await keptFor(rider)).toHaveLength(2);
  await staff('mutation ($id: ID!) { cancelRequest(id: $id, reason: "家人已送") { state } }', {
    id,
  });
  expect(await keptFor(rider)).toHaveLength(1);
  await plan();
  const live = 'select 1 from reservation where ended_at is null';
  expect(await stage.sql(live)).toHaveLength(1);
  await stage.sql(`update rider set duty = 'BREAK' where id = ?`, [rider.id]);
  await plan();
  expect(await stage.sql(live)).toEqual([]);
  await stage.sql(`update rider set duty = 'ON' where id = ?`, [rider.id]);
  await plan();
  expect(await keptFor(rider)).toHaveLength(1);
  const { errors } = await staff(
    'mutation ($policy: JSON!) { setDispatchPolicy(policy: $policy, reason: "不再预留") }',
    { policy: { commit: 'AT_ONCE' } },
  );
  expect(errors).toBeUndefined();
  expect(await keptFor(rider)).toEqual([]);
});
