import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { handToBackstop } from '../../src/domain/requests/backstop.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { codesOf } from '../support/client.ts';
import { openCareStage, type CareStage } from './care-stage.ts';

let care: CareStage;
beforeEach(async () => {
  care = await openCareStage();
});
afterEach(() => care.close());

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;
const HISTORY = `query ($id: ID!) { accountable(requestId: $id) { promisedAt now { capacity organization { kind } }
  history { capacity fromAt untilAt minutes organization { kind name } } } }`;
const DUTY =
  'mutation ($id: ID) { setKindDuty(kind: "ERRAND", organizationId: $id) { kind organizationId } }';

/** Subjects that at some instant of their open life nobody, or more than one, answered for. */
const UNSOUND = `
  with subject as (
    select id, opened_at as from_at, coalesce(closed_at, 'infinity') as until_at from service_request
    union all select id, started_at, coalesce(closed_at, 'infinity') from care_ladder
    union all select id, raised_at, coalesce(resolved_at, 'infinity') from care_alert
  ), span as (
    select subject_id, from_at, coalesce(until_at, 'infinity') as until_at,
      lag(until_at) over (partition by subject_id order by from_at, until_at) as before
    from accountability
  )
  select s.id from subject s left join span a on a.subject_id = s.id group by s.id, s.from_at, s.until_at
  having count(a.subject_id) = 0 or min(a.from_at) <> s.from_at or max(a.until_at) <> s.until_at
    or bool_or(a.before is not null and a.before <> a.from_at)`;

async function department(): Promise<string> {
  const input = { kind: 'DEPARTMENT', name: `社会事务科${randomUUID().slice(0, 6)}` };
  const joined = await care.said(
    care.staff,
    `mutation ($input: JoinOrganizationInput!, $key: ID!) { joinOrganization(input: $input, idempotencyKey: $key) { id } }`,
    { input, key: randomUUID() },
  );
  return joined.id;
}

async function opened(residentId: string): Promise<string> {
  const input = { kind: 'ERRAND', residentId };
  return (await care.said(care.staff, OPEN, { input, key: randomUUID() })).id;
}

async function pass(minutes: number): Promise<void> {
  await care.after(minutes);
  const ctx = contextFor(care.platform, systemActor(care.here.streetId));
  await inTransaction(ctx.em, () => handToBackstop(ctx));
  await care.told();
}

test('the community answers from the first instant, the backstop from its timer on, and nobody after the end', async () => {
  const id = await opened(await care.elder());
  await pass(59);
  await pass(1);
  await care.after(10);
  const history = await care.said(care.staff, HISTORY, { id });
  expect(history).toEqual({
    promisedAt: '2026-03-02T05:00:00.000Z',
    now: { capacity: 'BACKSTOP', organization: { kind: 'COMMUNITY' } },
    history: [
      {
        capacity: 'BLOCK',
        fromAt: '2026-03-02T02:00:00.000Z',
        untilAt: '2026-03-02T03:00:00.000Z',
        minutes: 60,
        organization: { kind: 'COMMUNITY', name: '西社区居委会' },
      },
      {
        capacity: 'BACKSTOP',
        fromAt: '2026-03-02T03:00:00.000Z',
        untilAt: null,
        minutes: 10,
        organization: { kind: 'COMMUNITY', name: '西社区居委会' },
      },
    ],
  });
  await care.said(
    care.staff,
    'mutation ($id: ID!) { cancelRequest(id: $id, reason: "不需要了") { id } }',
    { id },
  );
  expect((await care.said(care.staff, HISTORY, { id })).now).toBeNull();
  expect(await care.sql(UNSOUND)).toEqual([]);
});

test('the department of a kind answers for it, and when it leaves the community does', async () => {
  const elder = await care.elder();
  const before = await opened(elder);
  const line = await department();
  expect(codesOf(await care.staff(DUTY, { id: care.here.companyId }))).toEqual([
    'NOT_A_DEPARTMENT',
  ]);
  expect(codesOf(await care.communityStaff(DUTY, { id: line }))).toEqual(['NOT_FOUND']);
  expect(await care.said(care.staff, DUTY, { id: line })).toEqual([
    { kind: 'ERRAND', organizationId: line },
  ]);
  const id = await opened(elder);
  const now = async () =>
    care.said(
      care.staff,
      '{ requests(first: 10) { edges { node { id accountable { capacity organization { id kind } } } } } }',
    );
  const of = async (which: string) =>
    (await now()).edges.find(({ node }: any) => node.id === which).node.accountable;
  expect(await of(before)).toMatchObject({
    capacity: 'BLOCK',
    organization: { kind: 'COMMUNITY' },
  });
  expect(await of(id)).toEqual({
    capacity: 'LINE',
    organization: { id: line, kind: 'DEPARTMENT' },
  });
  await pass(5);
  await care.said(care.staff, 'mutation ($id: ID!) { leaveOrganization(id: $id) { id } }', {
    id: line,
  });
  expect(await of(id)).toMatchObject({ capacity: 'BLOCK', organization: { kind: 'COMMUNITY' } });
  expect(await care.sql(UNSOUND)).toEqual([]);
  await care.said(
    care.staff,
    'mutation ($id: ID!) { cancelRequest(id: $id, reason: "不用") { id } }',
    { id },
  );
  const ended = '{ request(id: $id) { state accountable { capacity organization { id } } } }';
  expect(await care.said(care.staff, `query ($id: ID!) ${ended}`, { id })).toEqual({
    state: 'CANCELLED',
    accountable: null,
  });
});

test('a resident sees who answers for their own request, and for no other', async () => {
  const [elder, other] = [await care.elder(), await care.elder()];
  const accountId = await care.here.account('RESIDENT');
  await care.sql('update resident set account_id = ? where id = ?', [accountId, elder]);
  const self = care.asked(care.actor(care.here, 'RESIDENT', { accountId }));
  const own = await care.said(self, HISTORY, { id: await opened(elder) });
  expect(own.now).toMatchObject({ organization: { kind: 'COMMUNITY' } });
  expect(codesOf(await self(HISTORY, { id: await opened(other) }))).toEqual(['NOT_FOUND']);
});

test('what has ended is history and stays as it was', async () => {
  const id = await opened(await care.elder());
  await care.said(
    care.staff,
    'mutation ($id: ID!) { cancelRequest(id: $id, reason: "好") { id } }',
    {
      id,
    },
  );
  await expect(care.sql(`update accountability set capacity = 'LINE'`)).rejects.toThrow('history');
});

const deeds = fc.array(
  fc.record({
    deed: fc.constantFrom(
      ...['open', 'assign', 'deliver', 'fail', 'cancel', 'confirm', 'unserved', 'reached'],
      ...['silent', 'unsafe', 'observe', 'acknowledge', 'resolve', 'wait', 'wait', 'duty', 'leave'],
    ),
    pick: fc.nat(1_000),
    minutes: fc.integer({ min: 1, max: 45 }),
  }),
  { minLength: 15, maxLength: 40 },
);

/** What happens on most days; the others are drawn by lot. */
const OFTEN = [
  ...['observe', 'duty', 'open', 'assign', 'fail', 'silent', 'wait', 'silent', 'wait', 'unsafe'],
  ...['wait', 'leave', 'acknowledge', 'open', 'wait', 'wait', 'wait', 'unserved', 'resolve'],
].map((deed) => ({ deed, pick: 0, minutes: 30 }));

test('whatever is done, at every instant exactly one answers for each open request, ladder and alert', async () => {
  const by = await care.rider();
  const elders = [await care.elder(), await care.elder()];
  const one = async (sql: string, pick: number): Promise<string | undefined> => {
    const rows = await care.sql<{ id: string }>(sql);
    return rows.length ? rows[pick % rows.length]!.id : undefined;
  };
  const on = async (sql: string, text: string, pick: number) => {
    const id = await one(sql, pick);
    if (id) await care.staff(text, { id, r: by.id, key: randomUUID() });
  };
  const requests = 'select id from service_request where closed_at is null order by opened_at, id';
  const steps = 'select id from care_ladder_step order by started_at desc, id limit 4';
  const alerts = `select id from care_alert where state <> 'RESOLVED' order by raised_at, id`;
  const live = 'select id from assignment where live order by id';
  const doing: Record<string, (pick: number) => Promise<unknown>> = {
    open: (pick) => opened(elders[pick % 2]!),
    assign: (pick) =>
      on(
        requests,
        'mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }',
        pick,
      ),
    deliver: async (pick) => {
      const id = await one(live, pick);
      if (id) await by.ask('mutation ($id: ID!) { deliver(assignmentId: $id) { state } }', { id });
    },
    fail: async (pick) => {
      const id = await one(live, pick);
      if (id)
        await by.ask(
          'mutation ($id: ID!) { fail(assignmentId: $id, reason: NOBODY_HOME) { state } }',
          { id },
        );
    },
    cancel: (pick) =>
      on(requests, 'mutation ($id: ID!) { cancelRequest(id: $id, reason: "不用") { id } }', pick),
    confirm: (pick) => on(requests, 'mutation ($id: ID!) { confirmRequest(id: $id) { id } }', pick),
    unserved: (pick) =>
      on(requests, 'mutation ($id: ID!) { closeUnserved(id: $id, reason: "无人") { id } }', pick),
    reached: (pick) =>
      on(steps, 'mutation ($id: ID!) { answerLadderStep(id: $id, outcome: REACHED) { id } }', pick),
    silent: (pick) =>
      on(
        steps,
        'mutation ($id: ID!) { answerLadderStep(id: $id, outcome: NO_ANSWER) { id } }',
        pick,
      ),
    unsafe: (pick) =>
      on(steps, 'mutation ($id: ID!) { answerLadderStep(id: $id, outcome: UNSAFE) { id } }', pick),
    observe: (pick) =>
      care.staff(
        'mutation ($i: ObservationInput!, $key: ID!) { observeCondition(input: $i, idempotencyKey: $key) { id } }',
        { i: { residentId: elders[pick % 2], signs: ['WEAK'] }, key: randomUUID() },
      ),
    acknowledge: (pick) =>
      on(alerts, 'mutation ($id: ID!) { acknowledgeAlert(id: $id) { id } }', pick),
    resolve: (pick) =>
      on(alerts, 'mutation ($id: ID!) { resolveAlert(id: $id, result: SAFE) { id } }', pick),
    wait: () => Promise.resolve(),
    duty: async () => care.staff(DUTY, { id: await department() }),
    leave: (pick) =>
      on(
        `select id from organization where kind = 'DEPARTMENT' and left_at is null order by id`,
        'mutation ($id: ID!) { leaveOrganization(id: $id) { id } }',
        pick,
      ),
  };
  await fc.assert(
    fc.asyncProperty(deeds, async (walk) => {
      for (const { deed, pick, minutes } of walk) {
        await doing[deed]!(pick);
        await pass(minutes);
      }
      expect(await care.sql(UNSOUND)).toEqual([]);
    }),
    { numRuns: 6, endOnFailure: true, examples: [[OFTEN]] },
  );
  const seen = await care.sql(
    `select distinct capacity, request_id is not null as request, ladder_id is not null as ladder from accountability`,
  );
  expect(seen.length).toBeGreaterThan(4);
});
