import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { openRequest } from './opening.ts';
import { type MealRound, openMealRound } from './rounds-stage.ts';

let stage: MealRound;
let rider: Awaited<ReturnType<MealRound['as']>>;
afterEach(() => stage.close());

/** One rider, and so many elders who eat at noon. */
async function open(elders: number): Promise<void> {
  stage = await openMealRound({ elders, riders: 1 });
  const [{ id, accountId }] = stage.crew as [MealRound['crew'][number]];
  rider = stage.asked(stage.actor(stage.here, 'RIDER', { accountId, riderId: id }));
}

/** Where the rider goes: what is done at each stop for which request. */
async function way(): Promise<string[]> {
  const { data, errors } = await rider(
    '{ myWay { kind beginsAt ownStopId assignment { task { requestId } } } }',
  );
  expect(errors).toBeUndefined();
  const begins = data!.myWay.map(({ beginsAt }: { beginsAt: string }) => beginsAt);
  expect(begins).toEqual(begins.toSorted());
  return data!.myWay.map(
    (stop: { kind: string; assignment: { task: { requestId: string } } }) =>
      `${stop.kind} ${stop.assignment.task.requestId}`,
  );
}

/** The stops of the proposal of a round that the rider was then given. */
async function dispatched(): Promise<string[]> {
  const { data } = await stage.preview();
  const { id, routes } = data!.previewRound;
  const { errors } = await stage.dispatch({ proposalId: id });
  expect(errors).toBeUndefined();
  return routes[0].stops.map(
    (stop: { kind: string; requestId: string }) => `${stop.kind} ${stop.requestId}`,
  );
}

async function openErrand(at: readonly [number, number]): Promise<string> {
  return openRequest(stage.staff, { kind: 'ERRAND', at: stage.here.told(...at), place: '门口' });
}

/** The rider is asked and says yes. */
async function accept(): Promise<void> {
  const ctx = contextFor(stage.platform, systemActor(stage.here.streetId));
  await inTransaction(ctx.em, () => dispatchStreet(ctx));
  const { data } = await rider('{ myOffers { id } }');
  const { errors } = await rider(
    'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
    { id: data!.myOffers[0].id, key: randomUUID() },
  );
  expect(errors).toBeUndefined();
}

test('a round is ridden in the order that was found for it', async () => {
  await open(7);
  const planned = await dispatched();
  expect(planned).toHaveLength(14);
  expect(await way()).toEqual(planned);
});

test('what is taken on later goes where it was put, and the round keeps its order', async () => {
  await open(6);
  const planned = await dispatched();
  const errand = await openErrand([0.7, 0.8]);
  await accept();
  expect(await way()).toEqual([`DROPOFF ${errand}`, ...planned]);
});

test('what is done is gone from the way, and what staff assign by hand joins it', async () => {
  await open(4);
  const planned = await dispatched();
  const errand = await openErrand([0.65, 0.8]);
  const { errors } = await stage.staff(
    'mutation ($request: ID!, $rider: ID!, $key: ID!) { assignRequest(requestId: $request, riderId: $rider, idempotencyKey: $key) { id } }',
    { request: errand, rider: stage.crew[0]!.id, key: randomUUID() },
  );
  expect(errors).toBeUndefined();
  expect(await way()).toEqual([`DROPOFF ${errand}`, ...planned]);
  const first = planned.find((stop) => stop.startsWith('DROPOFF'))!.split(' ')[1]!;
  await stage.staff(`mutation ($id: ID!) { cancelRequest(id: $id, reason: "出院") { id } }`, {
    id: first,
  });
  expect(await way()).toEqual(
    [`DROPOFF ${errand}`, ...planned].filter((stop) => !stop.endsWith(first)),
  );
});

test('a family is told when the rider is expected at the door, in the order of the round', async () => {
  await open(6);
  await dispatched();
  const told = await stage.staff(
    '{ requests(first: 10) { edges { node { id expectedAt dueAt } } } }',
  );
  const expected = new Map<string, string>(
    told.data!.requests.edges.map(({ node }: { node: { id: string; expectedAt: string } }) => [
      node.id,
      node.expectedAt,
    ]),
  );
  const { data } = await rider('{ myWay { kind beginsAt assignment { task { requestId } } } }');
  const doors = data!.myWay.filter(({ kind }: { kind: string }) => kind === 'DROPOFF');
  expect(doors).toHaveLength(6);
  for (const { beginsAt, assignment } of doors)
    expect(expected.get(assignment.task.requestId)).toBe(beginsAt);
  expect(new Set(expected.values()).size).toBe(6);
});
