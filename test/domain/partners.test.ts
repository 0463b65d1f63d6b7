import { randomUUID } from 'node:crypto';
import { openAuthenticator } from '../../src/domain/access/authenticator.ts';
import { accepted, registered } from './people.ts';
import { DAY, HOUR, MINUTE, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;
let own: { id: string };
let ofSite: { id: string };
let foreign: { id: string };
let rival: string;

beforeEach(async () => {
  stage = await openRiderDayStage();
  staff = await stage.asStaff('STREET_STAFF');
  rival = await organization('COMPANY', '另一家');
  const site = await organization('SITE', '快送一站', stage.here.companyId);
  [own, ofSite, foreign] = [
    await stage.here.rider(),
    await stage.here.rider(),
    await stage.here.rider(),
  ];
  await stage.sql('update rider set organization_id = ? where id = ?', [site, ofSite.id]);
  await stage.sql('update rider set organization_id = ? where id = ?', [rival, foreign.id]);
});
afterEach(() => stage.close());

async function organization(kind: string, name: string, parentId: string | null = null) {
  const id = randomUUID();
  await stage.sql(
    `insert into organization (street_id, id, kind, sector, name, parent_id, joined_at) values (?, ?, ?, 'EXPRESS', ?, ?, now())`,
    [stage.here.streetId, id, kind, name, parentId],
  );
  return id;
}

const ISSUE = `mutation ($input: IssueTokenInput!) { issuePartnerToken(input: $input) {
  token partnerToken { id scopes expiresAt lastUsedAt organization { name } } } }`;
const ROTATE =
  'mutation ($id: ID!) { rotatePartnerToken(id: $id, overlapMinutes: 30) { token partnerToken { id followsId } } }';
const REVOKE = 'mutation ($id: ID!) { revokePartnerToken(id: $id) { revokedAt } }';
const RIDERS =
  'query ($after: String) { partnerRiders(first: 1, after: $after) { totalCount edges { node { id badge duty employer } } pageInfo { endCursor hasNextPage } } }';
const TASKS = `query ($after: String) { partnerTasks(first: 1, after: $after) { totalCount
  edges { node { id riderId kind gridCode state acceptedAt dueAt endedAt } } pageInfo { endCursor hasNextPage } } }`;
const SHIFTS =
  'mutation ($shifts: [PushedShiftInput!]!) { pushShifts(shifts: $shifts) { id state fromAt organization { name } rider { id } } }';
const STOPS =
  'mutation ($riderId: ID!, $stops: [OwnStopInput!]!) { pushOwnStops(riderId: $riderId, stops: $stops) { clientKey state } }';
const ALL = ['RIDERS_READ', 'TASKS_READ', 'SHIFTS_WRITE', 'STOPS_WRITE'];

const issue = (scopes: string[] = ALL, more: object = {}) =>
  staff(ISSUE, {
    input: {
      organizationId: stage.here.companyId,
      scopes,
      expiresInDays: 30,
      label: 'TMS',
      ...more,
    },
  });

/** Whoever holds the token, as the door lets them in at each call. */
const holding =
  (token: string) =>
  async (text: string, variables: Record<string, unknown> = {}) =>
    stage.ask(stage.asked(await stage.authenticator.authenticate(token)))(text, variables);

const enters = (token: string) =>
  stage.authenticator.authenticate(token).then(
    () => true,
    () => false,
  );
const after = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
const shift = (more: object = {}) => ({
  key: 'S-1',
  riderId: own.id,
  from: after(HOUR),
  until: after(5 * HOUR),
  ...more,
});
const stop = () => ({
  key: 'P-1',
  at: stage.here.told(0.5, 0.5),
  nth: 1,
  from: after(0),
  due: after(HOUR),
});

test('a company sees its own riders and those of its sites, page by page', async () => {
  const partner = holding((await issue()).token);
  const first = await partner(RIDERS);
  expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  const second = await partner(RIDERS, { after: first.pageInfo.endCursor });
  const ids = [...first.edges, ...second.edges].map(
    ({ node }: { node: { id: string } }) => node.id,
  );
  expect(ids.toSorted()).toEqual([own.id, ofSite.id].toSorted());
  expect(second.edges[0].node.employer).toBe('快送一站');
});

test('a company sees the tasks of its riders without anything of the resident, and no others', async () => {
  const residentId = await registered(stage);
  await accepted(stage, residentId, own.id);
  const partner = holding((await issue()).token);
  const { totalCount, edges } = await partner(TASKS);
  expect(totalCount).toBe(1);
  expect(edges[0].node).toMatchObject({ riderId: own.id, state: 'ACCEPTED', endedAt: null });
  const schema = (await partner('{ __type(name: "PartnerTask") { fields { name } } }')).fields;
  expect(schema.map(({ name }: { name: string }) => name).toSorted()).toEqual([
    'acceptedAt',
    'dueAt',
    'endedAt',
    'gridCode',
    'id',
    'kind',
    'pickedUpAt',
    'riderId',
    'state',
  ]);
  await stage.sql('update assignment set rider_id = ?', [foreign.id]);
  expect(await partner(TASKS)).toMatchObject({ totalCount: 0, edges: [] });
});

test('the database shows a company nothing of others, whatever is asked', async () => {
  const residentId = await registered(stage);
  await accepted(stage, residentId, foreign.id);
  const actor = stage.actor(stage.here, 'PARTNER', {
    accountId: randomUUID(),
    organizationId: stage.here.companyId,
  });
  const seen = (table: string) => stage.seenBy<{ id: string }>(actor, `select * from ${table}`);
  expect((await seen('rider')).map(({ id }) => id).toSorted()).toEqual(
    [own.id, ofSite.id].toSorted(),
  );
  for (const table of [
    'assignment',
    'service_request',
    'offer',
    'resident',
    'home',
    'rider_position',
    'duty_period',
    'toil',
    'partner_token',
    'check_in',
    'appointment',
  ])
    expect([table, await seen(table)]).toEqual([table, []]);
  await stage.sql('update assignment set rider_id = ?', [own.id]);
  expect(await seen('assignment')).toHaveLength(1);
  expect(await seen('service_request')).toHaveLength(1);
  expect(await seen('resident')).toEqual([]);
  await expect(
    stage.seenBy(actor, `update assignment set state = 'DONE', ended_at = now()`),
  ).rejects.toThrow('row-level security');
});

test('pushed shifts are the company’s own, and pushing again does nothing twice', async () => {
  const partner = holding((await issue()).token);
  const [pushed] = await partner(SHIFTS, { shifts: [shift()] });
  expect(pushed).toMatchObject({
    state: 'PLANNED',
    organization: { name: '快送' },
    rider: { id: own.id },
  });
  expect(await partner(SHIFTS, { shifts: [shift()] })).toEqual([pushed]);
  expect(await stage.facts('shift.changed')).toHaveLength(1);
  const moved = await partner(SHIFTS, { shifts: [shift({ from: after(2 * HOUR) })] });
  expect(moved).toMatchObject([{ id: pushed.id, fromAt: after(2 * HOUR) }]);
  const swapped = [shift({ key: 'S-2', riderId: own.id }), shift({ cancelled: true })];
  expect(await partner(SHIFTS, { shifts: swapped })).toMatchObject([
    { state: 'PLANNED' },
    { id: pushed.id, state: 'CANCELLED' },
  ]);
});

test('nothing is pushed for a rider of another company, and nothing of the batch either', async () => {
  const partner = holding((await issue()).token);
  for (const riderId of [foreign.id, randomUUID()]) {
    const shifts = [shift(), shift({ key: 'S-2', riderId })];
    expect(await partner(SHIFTS, { shifts })).toEqual(['NOT_FOUND']);
    expect(await partner(STOPS, { riderId, stops: [stop()] })).toEqual(['NOT_FOUND']);
  }
  expect(await stage.sql('select 1 from shift union all select 1 from own_stop')).toEqual([]);
  const [pushed] = await partner(SHIFTS, { shifts: [shift()] });
  const other = holding((await issue(ALL, { organizationId: rival })).token);
  expect(
    await other(SHIFTS, { shifts: [shift({ cancelled: true, riderId: foreign.id })] }),
  ).toEqual(['NOT_FOUND']);
  expect(await stage.sql('select id, state from shift')).toEqual([
    { id: pushed.id, state: 'PLANNED' },
  ]);
});

test('stops are pushed for an own rider', async () => {
  const partner = holding((await issue()).token);
  const variables = { riderId: own.id, stops: [stop()] };
  expect(await partner(STOPS, variables)).toEqual([{ clientKey: 'P-1', state: 'AHEAD' }]);
  expect(await partner(STOPS, variables)).toHaveLength(1);
});

test('a token is good for its scopes and for nothing else', async () => {
  const partner = holding((await issue(['RIDERS_READ'])).token);
  expect(await partner(RIDERS)).toMatchObject({ totalCount: 2 });
  expect(await partner(TASKS)).toEqual(['NOT_FOUND']);
  expect(await partner(SHIFTS, { shifts: [shift()] })).toEqual(['NOT_FOUND']);
  for (const text of [
    '{ me { id } }',
    '{ street { id } }',
    '{ riders { totalCount } }',
    '{ partnerTokens { id } }',
  ])
    expect(await partner(text)).toEqual(['NOT_FOUND']);
});

test('only a digest is kept, and the last use is shown', async () => {
  const { token, partnerToken } = await issue();
  expect(token).toMatch(/^rbp_[\w-]{43}$/);
  expect(partnerToken).toMatchObject({ lastUsedAt: null, organization: { name: '快送' } });
  const [row] = await stage.sql('select t::text as text, length(digest) as n from partner_token t');
  expect(row!.n).toBe(32);
  expect(row!.text).not.toContain(token.slice(4));
  expect(
    await stage.sql('select 1 from idempotency_key where response::text like ?', [`%${token}%`]),
  ).toEqual([]);
  await holding(token)(RIDERS);
  expect(await staff('{ partnerTokens { lastUsedAt } }')).toEqual([
    { lastUsedAt: stage.clock.now().toISOString() },
  ]);
});

test('a token ends with its time, with its revocation and with the membership', async () => {
  const { token, partnerToken } = await issue();
  expect(await enters(token)).toBe(true);
  stage.clock.advance(30 * DAY);
  expect(await enters(token)).toBe(false);
  const second = await issue();
  const actor = await stage.authenticator.authenticate(second.token);
  expect(await stage.authenticator.stillValid(actor)).toBe(true);
  await staff(REVOKE, { id: second.partnerToken.id });
  stage.clock.advance(1_000);
  expect(await enters(second.token)).toBe(false);
  expect(await stage.authenticator.stillValid(actor)).toBe(false);
  const ended = { accountId: second.partnerToken.id, sessionId: second.partnerToken.id };
  expect(await stage.facts('session.revoked')).toEqual([ended]);
  const third = await issue();
  await stage.sql(`update organization set joined_at = '2020-01-01', left_at = ? where id = ?`, [
    after(0),
    stage.here.companyId,
  ]);
  expect(await enters(third.token)).toBe(false);
  expect(await enters('rbp_' + 'x'.repeat(43))).toBe(false);
  expect(await staff(ROTATE, { id: partnerToken.id })).toEqual(['TOKEN_OVER']);
});

test('a rotation overlaps: both are good for a while, then the new one alone', async () => {
  const { token, partnerToken } = await issue();
  const next = await staff(ROTATE, { id: partnerToken.id });
  expect(next.partnerToken.followsId).toBe(partnerToken.id);
  const door = openAuthenticator(stage.platform);
  expect((await door.authenticate(token)).organizationId).toBe(stage.here.companyId);
  expect(await enters(next.token)).toBe(true);
  stage.clock.advance(30 * MINUTE);
  expect([await enters(token), await enters(next.token)]).toEqual([false, true]);
  expect(await staff(ROTATE, { id: partnerToken.id })).toEqual(['TOKEN_OVER']);
});

test('tokens are given by street staff, to companies and sites, for ninety days at most', async () => {
  expect(await issue(ALL, { expiresInDays: 91 })).toEqual(['INVALID_INPUT']);
  expect(await issue([])).toEqual(['INVALID_INPUT']);
  const [office] = await stage.sql(
    `select id from organization where street_id = ? and kind = 'STREET_OFFICE'`,
    [stage.here.streetId],
  );
  expect(await issue(ALL, { organizationId: office!.id })).toEqual(['INVALID_INPUT']);
  expect(await issue(ALL, { organizationId: stage.there.companyId })).toEqual(['NOT_FOUND']);
  const community = await stage.asStaff('COMMUNITY_STAFF', stage.here.communityIds);
  const { partnerToken } = await issue();
  expect(await community(REVOKE, { id: partnerToken.id })).toEqual(['NOT_FOUND']);
  expect(await community('{ partnerTokens { id } }')).toEqual(['NOT_FOUND']);
});

test('an account of the company sees the same as its token', async () => {
  const accountId = await stage.here.account('PARTNER');
  const actor = stage.actor(stage.here, 'PARTNER', { accountId, organizationId: rival });
  const partner = stage.ask(stage.asked(actor));
  expect(await partner(RIDERS)).toMatchObject({
    totalCount: 1,
    edges: [{ node: { id: foreign.id } }],
  });
  const nobody = stage.ask(stage.asked(stage.actor(stage.here, 'PARTNER', { accountId })));
  expect(await nobody(RIDERS)).toEqual(['NOT_FOUND']);
});
