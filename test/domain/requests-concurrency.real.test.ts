import { randomUUID } from 'node:crypto';
import { dispatchInTime, dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { expireOffers } from '../../src/domain/requests/expiring.ts';
import { wakeFor } from '../../src/domain/requests/waking.ts';
import type { Context } from '../../src/platform/context.ts';
import { collided, unavailable } from '../../src/platform/database/failures.ts';
import { codesOf } from '../support/client.ts';
import { until } from '../support/until.ts';
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

type Person = { readonly id: string; readonly accountId: string };
const asRider = ({ id, accountId }: Person) =>
  stage.as(stage.actor(town.streetId, 'RIDER', { accountId, riderId: id }));
const dispatch = () => stage.inStreet(town.streetId, dispatchStreet);

const open = (x = 1, y = 1, kind = 'MEAL') =>
  staff(
    `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`,
    {
      input: {
        kind,
        at: town.told(x, y),
        place: '门口',
        ...(kind === 'MEAL' && { pickup: town.told(1, 1), pickupName: '食堂' }),
      },
      key: randomUUID(),
    },
  );
const ACCEPT =
  'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }';
const accept = (rider: Person, id: string) => asRider(rider)(ACCEPT, { id, key: randomUUID() });

const decline = (rider: Person, id: string) =>
  asRider(rider)('mutation ($id: ID!) { declineOffer(id: $id, reason: BUSY) { id } }', { id });
const deliver = (rider: Person, id: string) =>
  asRider(rider)('mutation ($id: ID!) { deliver(assignmentId: $id) { id } }', { id });

const tally = (answers: Awaited<ReturnType<typeof accept>>[]) => {
  const codes = answers.map((answer) => codesOf(answer).join() || 'WON');
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((c) => c === code).length]),
  );
};

/** What must hold whatever was done at the same time. */
async function expectSound() {
  expect(
    await stage.sql(
      `select request_id from assignment where state in ('ACCEPTED', 'PICKED_UP') group by 1 having count(*) > 1`,
    ),
  ).toEqual([]);
  expect(
    await stage.sql(
      `select d.id from rider d where d.load > d.capacity or d.load <> (select coalesce(sum(a.load), 0) from assignment a
       where a.rider_id = d.id and a.state in ('ACCEPTED', 'PICKED_UP'))`,
    ),
  ).toEqual([]);
  expect(
    await stage.sql(
      `select r.id from service_request r where (r.rider_id is not null) <> (exists (select 1 from assignment a
       where a.request_id = r.id and a.state in ('ACCEPTED', 'PICKED_UP', 'DONE')))`,
    ),
  ).toEqual([]);
}

test('of 50 parallel accepts of one offer one wins and 49 are refused with a code', async () => {
  const rider = await town.rider();
  await open();
  await dispatch();
  const [offer] = await stage.sql('select id from offer');
  const answers = await Promise.all(Array.from({ length: 50 }, () => accept(rider, offer!.id)));
  expect(tally(answers)).toEqual({ WON: 1, ALREADY_ANSWERED: 49 });
  await expectSound();
});

test('of 50 riders who are all asked for one request one wins and 49 hear that they lost', async () => {
  const riders: Person[] = [];
  for (let n = 0; n < 50; n++) riders.push(await town.rider());
  await open();
  await dispatch();
  await stage.sql(
    `insert into offer (street_id, request_id, rider_id, decision_id, wave, distance_m, arrive_at, offered_at, expires_at)
     select o.street_id, o.request_id, d.id, o.decision_id, o.wave, 0, o.arrive_at, o.offered_at, o.expires_at
     from offer o join rider d on d.id <> o.rider_id`,
  );
  const offers = await stage.sql('select id, rider_id from offer');
  expect(offers).toHaveLength(50);
  const answers = await Promise.all(
    offers.map(({ id, rider_id }) =>
      accept(
        riders.find((rider) => rider.id === rider_id)!,
        id,
      ),
    ),
  );
  expect(tally(answers)).toEqual({ WON: 1, OFFER_LOST: 49 });
  await expectSound();
});

test('of two requests the one that somebody is changing waits for the next planning', async () => {
  await town.rider({ at: [0.2, 0.2] });
  await town.rider({ at: [1.8, 1.8] });
  await open(0.2, 0.2, 'ERRAND');
  await open(1.8, 1.8, 'ERRAND');
  const [changing] = await stage.sql('select id from service_request order by id');
  const desk = stage.platform.orm.em.fork({ session: { role: 'red_bridge_system' } });
  await desk.begin();
  await desk.execute('select 1 from service_request where id = ? for update', [changing!.id]);
  try {
    await dispatch();
  } finally {
    await desk.rollback();
  }
  const offered = await stage.sql('select request_id from offer');
  expect(offered).toHaveLength(1);
  expect(offered[0]!.request_id).not.toBe(changing!.id);
  await dispatch();
  expect(await stage.sql('select request_id from offer')).toHaveLength(2);
});

test('a rider with room for one is not given two by hand at the same time', async () => {
  const rider = await town.rider({ capacity: 1 });
  const ids = (await Promise.all(Array.from({ length: 10 }, () => open()))).map(
    ({ data }): string => data!.openRequest.id,
  );
  const assign = `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }`;
  const answers = await Promise.all(
    ids.map((id) => staff(assign, { id, r: rider.id, key: randomUUID() })),
  );
  expect(tally(answers)).toEqual({ WON: 1, RIDER_FULL: 9 });
  await expectSound();
});

const REQUESTS = 2_000;

test('16 workers on 2,000 requests assign none twice, overload nobody, and meet no error without a code', async () => {
  // The clock of this test stands still, so nothing may wait for it.
  await stage.sql(
    `insert into dispatch_policy (street_id, version, valid_from, policy) values (?, 2, '2026-01-01', '{"version": 2, "offersPerDay": 1000, "hold": {"ms": 0, "minTasks": 5, "ridersPerTask": 3}}')`,
    [town.streetId],
  );
  const riders: Person[] = [];
  for (let n = 0; n < 60; n++)
    riders.push(
      await town.rider({ at: [0.1 + (n % 10) / 5, 0.1 + Math.floor(n / 10) / 4], capacity: 2 }),
    );
  const byId = new Map(riders.map((rider) => [rider.id, rider]));
  const codes = new Set<unknown>();
  const note = (answer: Awaited<ReturnType<typeof accept>>) =>
    codesOf(answer).forEach((code) => codes.add(code));
  let toOpen = REQUESTS;
  const shift = { isOver: false };

  async function opener() {
    while (toOpen-- > 0)
      note(
        await open(0.05 + (toOpen % 38) / 20, 0.05 + (Math.floor(toOpen / 38) % 38) / 20, 'ERRAND'),
      );
  }
  /** Whoever ran into somebody is run again, as the service does it. */
  async function run(job: (ctx: Context) => Promise<unknown>) {
    try {
      await stage.inStreet(town.streetId, job);
    } catch (error) {
      if (!collided(error) && !unavailable(error)) throw error;
    }
  }
  async function planner() {
    while (!shift.isOver) {
      await run(dispatchStreet);
      await run(expireOffers);
    }
  }
  /** Answers whatever is pending, mostly yes, and finishes what is accepted; all workers want the same. */
  async function answerer(seed: number) {
    for (let n = seed; !shift.isOver; n++) {
      const [pending] = await stage.sql(
        `select id, rider_id from offer where state = 'PENDING' order by md5(id::text || ?) limit 1`,
        [String(n % 16)],
      );
      if (pending) note(await (n % 9 ? accept : decline)(byId.get(pending.rider_id)!, pending.id));
      const [live] = await stage.sql(
        `select id, rider_id from assignment where state = 'ACCEPTED' order by md5(id::text || ?) limit 1`,
        [String(n % 16)],
      );
      if (live) note(await deliver(byId.get(live.rider_id)!, live.id));
    }
  }
  async function allServed() {
    await Promise.all(Array.from({ length: 4 }, opener));
    const left = () =>
      stage.sql(`select 1 as one from service_request where state <> 'FULFILLED' limit 1`);
    while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const work = Promise.all([planner(), ...Array.from({ length: 11 }, (_, seed) => answerer(seed))]);
  await Promise.race([allServed(), work]);
  shift.isOver = true;
  await work;

  await expectSound();
  const done = await stage.sql(
    `select count(*)::int as n, count(distinct request_id)::int as requests from assignment where state = 'DONE'`,
  );
  expect(done).toEqual([{ n: REQUESTS, requests: REQUESTS }]);
  // On a slow machine somebody may have waited too long for another, and is told to try again.
  const expected = new Set<unknown>(['ALREADY_ANSWERED', 'RIDER_FULL', 'TRY_AGAIN']);
  expect([...codes].filter((code) => !expected.has(code))).toEqual([]);
}, 900_000);

test('who is woken to plan waits for who plans, and holds nothing that one needs', async () => {
  await stage.sql(
    `insert into planning_wake (street_id, at) values ('${town.streetId}', '2000-01-01')`,
  );
  let woken: Promise<void> | undefined;
  await stage.inStreet(town.streetId, async (ctx) => {
    await dispatchStreet(ctx);
    woken = stage.inStreet(town.streetId, dispatchInTime);
    await until(async () => {
      const waiting = await stage.sql(
        `select 1 from pg_locks where not granted and locktype = 'advisory'
           and database = (select oid from pg_database where datname = current_database())`,
      );
      return waiting.length > 0;
    });
    const tellAt = ctx.now.getTime() + 60_000;
    const next = { taskIds: ['t'], showAt: tellAt, tellAt };
    await wakeFor(ctx, [{ riderId: 'r', taskIds: ['t'], next }]);
  });
  await woken;
  expect(await stage.sql('select count(*)::int as n from planning_wake')).toEqual([{ n: 0 }]);
});
