import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { codesOf } from '../support/client.ts';
import { open, OPEN, peopleIn, type Client, type People } from './requests-people.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let people: People;
let staff: Client;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  people = peopleIn(stage, town);
  staff = await people.signedIn('STREET_STAFF');
});
afterEach(() => stage.close());

test('residents and families ask for themselves and see nothing else', async () => {
  const own = await town.account('RESIDENT');
  const relative = await town.account('FAMILY');
  const person = await people.resident('CONSENTED', own);
  await stage.sql(
    `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, '女儿', now())`,
    [town.streetId, person, relative],
  );
  const other = await open(staff, people.meal());
  const asResident = stage.as(stage.actor(town.streetId, 'RESIDENT', { accountId: own }));
  const asFamily = stage.as(stage.actor(town.streetId, 'FAMILY', { accountId: relative }));
  const stranger = await people.signedIn('FAMILY');

  const mine = await open(asResident, { ...people.meal(), at: null });
  expect(mine.errors).toBeUndefined();
  const theirs = await open(asFamily, { ...people.meal(), at: null, residentId: person });
  expect(theirs.data!.openRequest.resident.id).toBe(person);
  expect(codesOf(await open(asFamily, people.meal()))).toEqual(['RESIDENT_NEEDED']);
  expect(codesOf(await open(stranger, { ...people.meal(), residentId: person }))).toEqual([
    'NOT_FOUND',
  ]);

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
  const person = await people.resident('CONSENTED');
  const rider = await town.rider({ at: [0.6, 0.5] });
  await open(staff, { ...people.meal(), at: null, place: null, residentId: person, note: '轻声' });
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
  const eastern = await people.signedIn('COMMUNITY_STAFF', [east!]);
  const western = await people.signedIn('COMMUNITY_STAFF', [west!]);
  const { data } = await open(western, people.meal());
  const { id } = data!.openRequest;
  expect(codesOf(await open(eastern, people.meal()))).toEqual(['OUTSIDE_STREET']);
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
  const { data } = await open(staff, people.meal());
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
    input: { ...people.meal(), at: elsewhere.told(1, 1) },
    key: randomUUID(),
  });
  expect(
    codesOf(
      await foreign(assign, { id: own.data!.openRequest.id, r: rider.id, key: randomUUID() }),
    ),
  ).toEqual(['NOT_FOUND']);
});

test('an analyst reads the counts and no request', async () => {
  await open(staff, people.meal());
  const analyst = await people.signedIn('ANALYST');
  const { data } = await analyst('{ board { waiting requests { id } } }');
  expect(data!.board).toEqual({ waiting: 1, requests: [] });
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
    const { data } = await open(staff, { ...people.meal(), at: town.told(x, y) });
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

test('riders who ask at the same time are each told what is near them, and all of its grid and kind', async () => {
  const ids: string[] = [];
  for (const [x, y] of [
    [0.2, 0.2],
    [1.9, 1.9],
    [1, 1.1],
  ] as const) {
    const { data } = await open(staff, { ...people.meal(), at: town.told(x, y) });
    ids.push(data!.openRequest.id);
  }
  const [able, other] = [await town.rider(), await town.rider({ trust: 0 })];
  const ask = (rider: { id: string; accountId: string }, x: number, y: number, first: number) =>
    stage.as(
      stage.actor(town.streetId, 'RIDER', { accountId: rider.accountId, riderId: rider.id }),
    )(
      `query ($point: PointInput!, $first: Int!) { nearbyTasks(point: $point, first: $first) {
        requestId kind { code skills } grid { name validFrom boundary community { name } } } }`,
      { point: town.told(x, y), first },
    );
  const answers = await Promise.all([
    ask(able, 0.1, 0.1, 10),
    ask(able, 2, 2, 1),
    ask(other, 1, 1, 10),
    ask(able, 1, 1, 2),
    ask(able, 1, 1, 2),
  ]);
  const told = answers.map(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return data!.nearbyTasks.map(({ requestId }: { requestId: string }) => requestId);
  });
  expect(told).toEqual([
    [ids[0], ids[2], ids[1]],
    [ids[1]],
    [],
    [ids[2], ids[0]],
    [ids[2], ids[0]],
  ]);
  for (const { data } of answers)
    for (const task of data!.nearbyTasks)
      expect(task).toMatchObject({
        kind: { code: 'MEAL', skills: expect.any(Array) },
        grid: {
          name: expect.any(String),
          validFrom: expect.any(String),
          boundary: { type: 'MultiPolygon' },
          community: { name: expect.any(String) },
        },
      });
});

test('a dry run says who would be asked, and changes nothing', async () => {
  const rider = await town.rider();
  const { data } = await open(staff, people.meal());
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
