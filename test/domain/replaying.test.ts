import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { explainDecision } from '../../src/domain/requests/replaying.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

const CODE = '320199001';
let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found(CODE, 118.77);
  const accountId = await town.account('STREET_STAFF');
  staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
});
afterEach(() => stage.close());

async function decided(more: object = {}): Promise<string> {
  const input = {
    kind: 'MEAL',
    at: town.told(1, 1),
    place: '幸福里小区',
    pickup: town.told(1.1, 1),
    pickupName: '社区食堂',
    ...more,
  };
  const opened = await staff(
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
    { input, key: randomUUID() },
  );
  expect(opened.errors).toBeUndefined();
  await stage.inStreet(town.streetId, dispatchStreet);
  const [decision] = await stage.sql('select id from decision order by at desc limit 1');
  return decision!.id as string;
}

async function told(decision: string, street = CODE) {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const code = await explainDecision(stage.platform, { decision, street, print });
  return { code, text: lines.join('\n') };
}

test('a stored decision is computed again: the same winner, every candidate and every exclusion in both languages', async () => {
  const near = await town.rider({ at: [1.05, 1] });
  const far = await town.rider({ at: [1.4, 1] });
  const novice = await town.rider({ at: [1, 1], trust: 0 });
  const { code, text } = await told(await decided());
  expect(text).toContain('结果相同。 Computed again: the same comes out.');
  expect(code).toBe(0);
  expect(text).toMatch(new RegExp(`→ 1\\. ${near.id}`));
  expect(text).toMatch(new RegExp(`2\\. ${far.id}`));
  expect(text).toMatch(new RegExp(`${novice.id} {2}trust: 信任等级 0.*Trust level 0`));
  expect(text).toContain('询问 1 名骑手');
  expect(text).toContain('1 asked');
});

test('what was kept for a rider is explained as if it had been asked for', async () => {
  const near = await town.rider({ at: [1.05, 1] });
  const novice = await town.rider({ at: [1, 1], trust: 0 });
  await stage.sql(
    `insert into dispatch_policy (street_id, version, valid_from, policy, reason)
     select street_id, max(version) + 1, ?, '{"commit": "AT_DEPARTURE", "hold": {"ms": 0}}', '试行预留'
     from dispatch_policy group by street_id`,
    [stage.clock.now().toISOString()],
  );
  const readyAt = new Date(stage.clock.now().getTime() + 20 * 60_000).toISOString();
  const decision = await decided({ readyAt });
  const [stored] = await stage.sql('select explanation from decision where id = ?', [decision]);
  expect(stored!.explanation).toMatchObject({
    candidates: [{ riderId: near.id }],
    exclusions: [{ riderId: novice.id, constraint: 'trust' }],
  });
  const { code, text } = await told(decision);
  expect(text).toContain('结果相同。 Computed again: the same comes out.');
  expect(code).toBe(0);
  expect(text.match(/已预留给一名骑手/g)).toHaveLength(1);
  expect(text).toMatch(new RegExp(` {2}1\\. ${near.id}`));
  expect(text).toMatch(new RegExp(`${novice.id} {2}trust: `));
});

test('why a request waits is told again', async () => {
  const { code, text } = await told(await decided());
  expect(text).toContain('没有骑手。');
  expect(text).toContain('There is no rider.');
  expect(code).toBe(0);
});

test('what cannot be computed again is refused', async () => {
  await town.rider({ at: [1.05, 1] });
  const decision = await decided();
  expect(await told(randomUUID())).toMatchObject({
    code: 1,
    text: expect.stringMatching('NOT_FOUND'),
  });
  expect(await told('no id')).toMatchObject({ code: 1, text: expect.stringMatching('NOT_FOUND') });
  expect(await told(decision, '999')).toMatchObject({ code: 1 });
  const byHand = randomUUID();
  await stage.sql(
    `insert into decision (street_id, id, request_id, at, outcome, explanation)
     select street_id, '${byHand}', request_id, at, 'BY_HAND', '{}' from decision where id = '${decision}'`,
  );
  expect(await told(byHand)).toMatchObject({
    code: 1,
    text: expect.stringContaining('DECISION_NOT_REPLAYABLE: 这个决定不能重新计算'),
  });
});
