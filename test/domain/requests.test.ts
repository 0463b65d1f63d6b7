import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { sealText } from '../../src/domain/residents/sealing.ts';
import { codesOf } from '../support/client.ts';
import { openRequestsStage, type RequestsStage, type Role, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let staff: ReturnType<RequestsStage['as']>;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  staff = await signedIn('STREET_STAFF');
});
afterEach(() => stage.close());

async function signedIn(role: Role, communityIds: readonly string[] = []) {
  const accountId = await town.account(role, communityIds);
  return stage.as(stage.actor(town.streetId, role, { accountId, communityIds }));
}

/** A resident at home, with or without consent to be served. */
async function resident(consented: 'CONSENTED' | 'SILENT', accountId: string | null = null) {
  const [id, homeId] = [randomUUID(), randomUUID()];
  const { lng, lat } = town.point(0.5, 0.5);
  await stage.sql(
    `with place as (select g.id, g.community_id, st_setsrid(st_makepoint(?, ?), 4326) as at from grid g where g.street_id = ? and st_covers(g.boundary, st_setsrid(st_makepoint(?, ?), 4326)) limit 1),
     home as (insert into home (street_id, id, location, grid_id, community_id, place) select ?, ?, at, id, community_id, '幸福里' from place)
     insert into resident (street_id, id, home_id, community_id, account_id, name_sealed, phone_sealed, phone_digest, address_sealed, registered_at)
     select ?, ?, ?, community_id, ?, ?, ?, '\\x00', ?, now() from place`,
    [
      lng,
      lat,
      town.streetId,
      lng,
      lat,
      town.streetId,
      homeId,
      town.streetId,
      id,
      homeId,
      accountId,
      sealText(stage.platform.keys, 'name', { id, text: '王秀英' }),
      sealText(stage.platform.keys, 'phone', { id, text: '+8613812341234' }),
      sealText(stage.platform.keys, 'address', { id, text: '幸福里 3 幢 201 室' }),
    ],
  );
  if (consented === 'CONSENTED')
    await stage.sql(
      `insert into consent (street_id, resident_id, purpose, version, given_by, given_at) values (?, ?, 'SERVICE', 1, 'RESIDENT', now())`,
      [town.streetId, id],
    );
  return id;
}

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) {
    id code state place note load readyAt dueAt backstopAt overdue dropoff { lng lat } pickup { lng } pickupName
    kind { code } grid { code } community { name } resident { id } owner { name } offers { id } } }`;

const open = (client: typeof staff, input: object, key = randomUUID()) =>
  client(OPEN, { input, key });

const meal = () => ({
  kind: 'MEAL',
  at: town.told(0.5, 0.5),
  place: '广场',
  pickup: town.told(1, 1),
  pickupName: '食堂',
});

test('a request opened by staff has its grid, its window, a code to say, and somebody who answers for it', async () => {
  const { data, errors } = await open(staff, { ...meal(), note: '请敲门' });
  expect(errors).toBeUndefined();
  expect(data!.openRequest).toMatchObject({
    state: 'OPEN',
    note: '请敲门',
    load: 1,
    overdue: false,
    grid: { code: '320199001001001' },
    community: { name: '西社区' },
    owner: { name: '西社区居委会' },
    dueAt: '2026-03-02T03:00:00.000Z',
    backstopAt: '2026-03-02T02:20:00.000Z',
  });
  expect(data!.openRequest.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  const byCode = await staff('query ($code: String!) { requestByCode(code: $code) { id } }', {
    code: data!.openRequest.code.toLowerCase(),
  });
  expect(byCode.data!.requestByCode.id).toBe(data!.openRequest.id);
  const [row] = await stage.sql('select note_sealed from service_request');
  expect(row!.note_sealed.toString('utf8')).not.toContain('敲门');
});

test('the same key opens one request, however often it is sent', async () => {
  const key = randomUUID();
  const first = await open(staff, meal(), key);
  const again = await open(staff, meal(), key);
  expect(JSON.stringify(again.data)).toBe(JSON.stringify(first.data));
  expect(codesOf(await open(staff, { ...meal(), place: '别处' }, key))).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);
  expect(await stage.sql('select 1 as one from service_request')).toHaveLength(1);
});

test.each([
  ['OUTSIDE_STREET', () => ({ ...meal(), at: town.told(5, 5) })],
  ['UNKNOWN_KIND', () => ({ ...meal(), kind: 'HAIRCUT' })],
  ['PICKUP_NEEDED', () => ({ ...meal(), pickup: null })],
  ['PLACE_NEEDED', () => ({ ...meal(), at: null })],
  ['POINT_OUT_OF_RANGE', () => ({ ...meal(), at: { lng: 200, lat: 10, crs: 'WGS84' } })],
  ['NOT_FOUND', () => ({ ...meal(), residentId: randomUUID() })],
  ['NOT_FOUND', () => ({ ...meal(), residentId: 'nobody' })],
  ['NOT_FOUND', () => ({ ...meal(), pickupStationId: randomUUID() })],
  ['INVALID_INPUT', () => ({ ...meal(), load: 21 })],
  [
    'WINDOW_IS_PAST',
    () => ({ ...meal(), readyAt: '2026-03-01T00:00:00Z', dueAt: '2026-03-01T01:00:00Z' }),
  ],
  [
    'WINDOW_ENDS_BEFORE_IT_BEGINS',
    () => ({ ...meal(), readyAt: '2026-03-02T05:00:00Z', dueAt: '2026-03-02T04:00:00Z' }),
  ],
  ['WINDOW_TOO_FAR', () => ({ ...meal(), readyAt: '2026-06-02T05:00:00Z' })],
])('a request that cannot be is refused: %s', async (code, input) => {
  const answer = await open(staff, input());
  expect(codesOf(answer)).toEqual([code]);
  expect(answer.errors![0]!.extensions).toMatchObject({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringMatching(/[a-z]/),
  });
  expect(await stage.sql('select 1 as one from outbox')).toEqual([]);
});

test('a resident is served at home once they have consented', async () => {
  const silent = await resident('SILENT');
  const ask = { ...meal(), at: null, place: null };
  expect(codesOf(await open(staff, { ...ask, residentId: silent }))).toEqual([
    'SERVICE_CONSENT_NEEDED',
  ]);
  const willing = await resident('CONSENTED');
  const { data } = await open(staff, { ...ask, residentId: willing });
  expect(data!.openRequest).toMatchObject({ place: '幸福里', resident: { id: willing } });
});

test('residents and families ask for themselves and see nothing else', async () => {
  const own = await town.account('RESIDENT');
  const relative = await town.account('FAMILY');
  const person = await resident('CONSENTED', own);
  await stage.sql(
    `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, '女儿', now())`,
    [town.streetId, person, relative],
  );
  const other = await open(staff, meal());
  const asResident = stage.as(stage.actor(town.streetId, 'RESIDENT', { accountId: own }));
  const asFamily = stage.as(stage.actor(town.streetId, 'FAMILY', { accountId: relative }));
  const stranger = await signedIn('FAMILY');

  const mine = await open(asResident, { ...meal(), at: null });
  expect(mine.errors).toBeUndefined();
  const theirs = await open(asFamily, { ...meal(), at: null, residentId: person });
  expect(theirs.data!.openRequest.resident.id).toBe(person);
  expect(codesOf(await open(asFamily, meal()))).toEqual(['RESIDENT_NEEDED']);
  expect(codesOf(await open(stranger, { ...meal(), residentId: person }))).toEqual(['NOT_FOUND']);

  const list =
    '{ requests(first: 10) { totalCount edges { node { id offers { id } decisions { id } } } } }';
  for (const client of [asResident, asFamily]) {
    const { data } = await client(list);
    expect(data!.requests.totalCount).toBe(2);
  }
  expect((await stranger(list)).data!.requests.totalCount).toBe(0);
  const peek = 'query ($id: ID!) { request(id: $id) { id } }';
  const id = other.data!.openRequest.id;
  expect((await asResident(peek, { id })).data!.request).toBeNull();
  const cancel =
    'mutation ($id: ID!) { cancelRequest(id: $id, reason: "不用了") { state closeReason } }';
  expect(codesOf(await asResident(cancel, { id }))).toEqual(['NOT_FOUND']);
  const cancelled = await asResident(cancel, { id: mine.data!.openRequest.id });
  expect(cancelled.data!.cancelRequest).toEqual({ state: 'CANCELLED', closeReason: '不用了' });
});

test('the rider at the door sees address and masked name while the task lasts, and before and after not', async () => {
  const person = await resident('CONSENTED');
  const rider = await town.rider({ at: [0.6, 0.5] });
  await open(staff, { ...meal(), at: null, place: null, residentId: person, note: '轻声' });
  await stage.inStreet(town.streetId, dispatchStreet);
  const client = stage.as(
    stage.actor(town.streetId, 'RIDER', { accountId: rider.accountId, riderId: rider.id }),
  );
  const offers = await client('{ myOffers { id task { distanceBand grid { name } } } }');
  expect(JSON.stringify(offers.data)).not.toMatch(/幸福里|王/);
  const [{ id }] = offers.data!.myOffers;
  const task = 'task { address maskedName maskedPhone note place }';
  const accepted = await client(
    `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id ${task} } }`,
    { id, key: randomUUID() },
  );
  expect(accepted.data!.acceptOffer.task).toEqual({
    address: '幸福里 3 幢 201 室',
    maskedName: '王**',
    maskedPhone: '138****1234',
    note: '轻声',
    place: '幸福里',
  });
  const assignmentId = accepted.data!.acceptOffer.id;
  const advance = (step: string) =>
    client(`mutation ($id: ID!) { ${step}(assignmentId: $id) { state ${task} } }`, {
      id: assignmentId,
    });
  await advance('pickUp');
  expect((await advance('deliver')).data!.deliver).toEqual({ state: 'DONE', task: null });
  expect((await client('{ myAssignments { id } }')).data!.myAssignments).toEqual([]);
  const asked = await client('{ requests { totalCount } }');
  expect(codesOf(asked)).toEqual(['NOT_FOUND']);
});

test('community staff see and open within their community only', async () => {
  const [west, east] = town.communityIds;
  const eastern = await signedIn('COMMUNITY_STAFF', [east!]);
  const western = await signedIn('COMMUNITY_STAFF', [west!]);
  const { data } = await open(western, meal());
  const { id } = data!.openRequest;
  expect(codesOf(await open(eastern, meal()))).toEqual(['OUTSIDE_STREET']);
  const see = 'query ($id: ID!) { request(id: $id) { id } }';
  expect((await eastern(see, { id })).data!.request).toBeNull();
  expect((await western(see, { id })).data!.request).toEqual({ id });
  const board = '{ board { waiting requests { id } cursor } }';
  expect((await western(board)).data!.board).toMatchObject({ waiting: 1, requests: [{ id }] });
  expect((await eastern(board)).data!.board).toMatchObject({ waiting: 0, requests: [] });
  const other = 'query ($c: ID!) { board(communityId: $c) { waiting } }';
  expect(codesOf(await eastern(other, { c: west }))).toEqual(['NOT_FOUND']);
  expect(
    codesOf(await eastern('query ($id: ID!) { candidates(requestId: $id) { at } }', { id })),
  ).toEqual(['NOT_FOUND']);
});

test('another street office sees nothing of it', async () => {
  const { data } = await open(staff, meal());
  const { id } = data!.openRequest;
  const rider = await town.rider();
  const elsewhere = await stage.found('320199002', 119.2);
  const accountId = await elsewhere.account('STREET_STAFF');
  const foreign = stage.as(stage.actor(elsewhere.streetId, 'STREET_STAFF', { accountId }));
  expect(
    (await foreign('query ($id: ID!) { request(id: $id) { id } }', { id })).data!.request,
  ).toBeNull();
  const assign =
    'mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }';
  expect(codesOf(await foreign(assign, { id, r: rider.id, key: randomUUID() }))).toEqual([
    'NOT_FOUND',
  ]);
  const own = await foreign(OPEN, {
    input: { ...meal(), at: elsewhere.told(1, 1) },
    key: randomUUID(),
  });
  expect(
    codesOf(
      await foreign(assign, { id: own.data!.openRequest.id, r: rider.id, key: randomUUID() }),
    ),
  ).toEqual(['NOT_FOUND']);
});

test('what is past due stays on the board and is called overdue', async () => {
  await open(staff, meal());
  stage.clock.advance(61 * 60_000);
  const { data } = await staff('{ board { waiting overdue requests { state overdue } } }');
  expect(data!.board).toEqual({
    waiting: 1,
    overdue: 1,
    requests: [{ state: 'OPEN', overdue: true }],
  });
});

test('an analyst reads the counts and no request', async () => {
  await open(staff, meal());
  const analyst = await signedIn('ANALYST');
  const { data } = await analyst('{ board { waiting requests { id } } }');
  expect(data!.board).toEqual({ waiting: 1, requests: [] });
});

test('pages of requests follow each other without gap or overlap', async () => {
  for (let n = 0; n < 5; n++) await open(staff, meal());
  const page = `query ($after: String) { requests(first: 2, after: $after, states: [OPEN]) {
    totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await staff(page, { after });
    expect(data!.requests.totalCount).toBe(5);
    seen.push(...data!.requests.edges.map(({ node }: { node: { id: string } }) => node.id));
    after = data!.requests.pageInfo.hasNextPage ? data!.requests.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen).size).toBe(5);
  expect(codesOf(await staff(page, { after: 'bm9uc2Vuc2U' }))).toEqual(['INVALID_INPUT']);
});

test('nearby tasks come in the order of their true distance and can be taken', async () => {
  const rider = await town.rider({ at: [1, 1] });
  const places = [
    [1.3, 1],
    [1, 1.1],
    [1.9, 1.9],
    [0.2, 0.3],
    [1, 1.27],
  ] as const;
  const ids: string[] = [];
  for (const [x, y] of places) {
    const { data } = await open(staff, { ...meal(), at: town.told(x, y) });
    ids.push(data!.openRequest.id);
  }
  const client = stage.as(
    stage.actor(town.streetId, 'RIDER', { accountId: rider.accountId, riderId: rider.id }),
  );
  const { data, errors } = await client(
    'query ($point: PointInput!) { nearbyTasks(point: $point, first: 10) { requestId distanceBand } }',
    { point: town.told(1, 1) },
  );
  expect(errors).toBeUndefined();
  const truth = await stage.sql(
    `select id from service_request order by st_distance(dropoff::geography, st_setsrid(st_makepoint(?, ?), 4326)::geography)`,
    [town.point(1, 1).lng, town.point(1, 1).lat],
  );
  expect(data!.nearbyTasks.map(({ requestId }: { requestId: string }) => requestId)).toEqual(
    truth.map(({ id }) => id),
  );
  const take =
    'mutation ($id: ID!, $key: ID!) { takeTask(requestId: $id, idempotencyKey: $key) { state } }';
  const taken = await client(take, { id: ids[1], key: randomUUID() });
  expect(taken.errors).toBeUndefined();
  expect(taken.data!.takeTask.state).toBe('ACCEPTED');
  expect(codesOf(await client(take, { id: ids[1], key: randomUUID() }))).toEqual(['ALREADY_TAKEN']);
  const novice = await town.rider({ trust: 0 });
  const asNovice = stage.as(
    stage.actor(town.streetId, 'RIDER', { accountId: novice.accountId, riderId: novice.id }),
  );
  const refused = await asNovice(take, { id: ids[0], key: randomUUID() });
  expect(codesOf(refused)).toEqual(['NOT_FOR_THIS_RIDER']);
});

test('a dry run says who would be asked, and changes nothing', async () => {
  const rider = await town.rider();
  const { data } = await open(staff, meal());
  const { id } = data!.openRequest;
  const dry = await staff(
    `query ($id: ID!) { candidates(requestId: $id) { requestId summary { zh en }
      candidates { rank costMs arriveAt rider { id } summary { zh } } exclusions { constraint } } }`,
    { id },
  );
  expect(dry.data!.candidates).toMatchObject({
    requestId: id,
    candidates: [{ rank: 1, rider: { id: rider.id } }],
    exclusions: [],
  });
  expect(await stage.sql('select 1 as one from decision')).toEqual([]);
  await stage.inStreet(town.streetId, dispatchStreet);
  const again = await staff(
    'query ($id: ID!) { candidates(requestId: $id) { candidates { rank } } }',
    { id },
  );
  expect(again.data!.candidates.candidates).toEqual([{ rank: 1 }]);
});
