import { randomUUID } from 'node:crypto';
import { expireTransfers } from '../../src/domain/requests/colleagues.ts';
import { codesOf } from '../support/client.ts';
import { openDeliveries, tally, type Deliveries } from './deliveries-stage.ts';

let street: Deliveries;
type Rider = Awaited<ReturnType<Deliveries['rider']>>;
let wang: Rider;
let zhao: Rider;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
  zhao = await street.rider();
});
afterEach(() => street.stage.close());

const ASK = `mutation ($id: ID!, $to: ID, $key: ID!) {
  requestTransfer(assignmentId: $id, toRiderId: $to, reason: "车坏了", idempotencyKey: $key) { id state toRider { id } } }`;
const ask = (by: Rider, id: string, to?: Rider) =>
  by.client(ASK, { id, to: to?.id ?? null, key: randomUUID() });
const asked = async (by: Rider, id: string, to?: Rider): Promise<string> =>
  (await ask(by, id, to)).data!.requestTransfer.id;
const say = (by: Rider, what: 'acceptTransfer' | 'confirmHandover' | 'endTransfer', id: string) =>
  by.client(`mutation ($id: ID!) { ${what}(id: $id) { state takenBy { id } } }`, { id });
const seenBy = async (by: Rider) =>
  (await by.client('{ myTransfers { id state reason task { goodsInHand kind { code } } } }')).data!
    .myTransfers;
const tasksOf = async (by: Rider) =>
  (await by.client('{ myAssignments { id state acceptedAt task { place } } }')).data!.myAssignments;

test('a colleague asked by name takes a task over, and only then is told where it goes', async () => {
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'AT_PICKUP');
  const transfer = await asked(wang, id, zhao);
  const chen = await street.rider();
  expect(await seenBy(chen)).toEqual([]);
  expect(await seenBy(zhao)).toMatchObject([
    { id: transfer, reason: '车坏了', task: { goodsInHand: false } },
  ]);
  expect(codesOf(await say(chen, 'acceptTransfer', transfer))).toEqual(['NOT_FOUND']);
  expect(codesOf(await ask(wang, id))).toEqual(['TRANSFER_UNDER_WAY']);
  expect((await say(zhao, 'acceptTransfer', transfer)).data!.acceptTransfer.state).toBe('DONE');
  expect((await say(zhao, 'acceptTransfer', transfer)).data!.acceptTransfer.state).toBe('DONE');
  expect(await tasksOf(wang)).toEqual([]);
  expect(await tasksOf(zhao)).toMatchObject([{ state: 'ACCEPTED', task: { place: '广场' } }]);
  expect(await street.request(requestId)).toMatchObject({
    state: 'ASSIGNED',
    rider: { id: zhao.id },
    transfers: [{ state: 'DONE' }],
  });
  expect([await street.loadOf(wang.id), await street.loadOf(zhao.id)]).toEqual([0, 1]);
  const told = await street.stage.sql(
    `select recipients from outbox where name = 'request.transferred'`,
  );
  expect(told[0]!.recipients).toEqual(expect.arrayContaining([wang.id, zhao.id, requestId]));
  await street.expectSound();
});

test('of ten colleagues who all take what was asked of anybody one wins, and the task is never without a rider', async () => {
  const { id } = await street.task(wang);
  const colleagues = await Promise.all(Array.from({ length: 10 }, () => street.rider()));
  const transfer = await asked(wang, id);
  const answers = await Promise.all(colleagues.map((one) => say(one, 'acceptTransfer', transfer)));
  expect(tally(answers)).toEqual({ OK: 1, TRANSFER_OVER: 9 });
  await street.expectSound();
});

test('goods in a bag are the colleague’s when both have said that they changed hands', async () => {
  const { id, requestId } = await street.task(wang);
  await street.step(wang.client, id, 'PICKED_UP');
  const transfer = await asked(wang, id, zhao);
  expect((await seenBy(zhao))[0]).toMatchObject({ task: { goodsInHand: true } });
  expect((await say(zhao, 'acceptTransfer', transfer)).data!.acceptTransfer.state).toBe('AGREED');
  expect((await say(zhao, 'confirmHandover', transfer)).data!.confirmHandover.state).toBe('AGREED');
  expect(await street.loadOf(wang.id)).toBe(1);
  expect((await say(wang, 'confirmHandover', transfer)).data!.confirmHandover.state).toBe('DONE');
  const [task] = await tasksOf(zhao);
  expect(task.state).toBe('PICKED_UP');
  expect(await street.request(requestId)).toMatchObject({
    state: 'IN_PROGRESS',
    rider: { id: zhao.id },
  });
  expect((await street.deliver(zhao.client, task.id)).data!.deliver.state).toBe('DONE');
  await street.expectSound();
});

test('nobody takes over more than they can carry, or what they were taken off', async () => {
  const full = await street.rider({ capacity: 1 });
  await street.task(full);
  const { id } = await street.task(wang);
  expect(codesOf(await ask(wang, id, full))).toEqual(['NOT_TO_THIS_RIDER']);
  expect(codesOf(await ask(wang, id, wang))).toEqual(['NOT_TO_THIS_RIDER']);
  const transfer = await asked(wang, id);
  expect(await seenBy(full)).toEqual([]);
  expect(codesOf(await say(full, 'acceptTransfer', transfer))).toEqual(['NOT_TO_THIS_RIDER']);
  await street.expectSound();
});

test('a transfer nobody takes expires, one is declined or taken back, and one whose task ends is over', async () => {
  const { id, requestId } = await street.task(wang);
  const first = await asked(wang, id, zhao);
  street.stage.clock.advance(5 * 60_000);
  await street.stage.inStreet(street.town.streetId, expireTransfers);
  expect(codesOf(await say(zhao, 'acceptTransfer', first))).toEqual(['TRANSFER_OVER']);
  await say(zhao, 'endTransfer', await asked(wang, id, zhao));
  street.stage.clock.advance(1_000);
  await say(wang, 'endTransfer', await asked(wang, id));
  street.stage.clock.advance(1_000);
  await asked(wang, id);
  await street.step(wang.client, id, 'PICKED_UP');
  await street.deliver(wang.client, id);
  const { transfers } = await street.request(requestId);
  expect(transfers.map(({ state }: { state: string }) => state)).toEqual([
    'EXPIRED',
    'DECLINED',
    'WITHDRAWN',
    'WITHDRAWN',
  ]);
  await street.expectSound();
});
