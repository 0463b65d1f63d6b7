import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openRequest } from './opening.ts';
import { type MealRound, openMealRound, type ProposedRoute } from './rounds-stage.ts';

let stage: MealRound;
afterEach(() => stage.close());

const open = async (elders: number, riders: number) => {
  stage = await openMealRound({ elders, riders });
};

async function proposal(variables?: object): Promise<Proposal> {
  const { data, errors } = await stage.preview(variables);
  expect(errors).toBeUndefined();
  return data!.previewRound;
}

interface Proposal {
  readonly id: string;
  readonly routes: readonly ProposedRoute[];
  readonly unplanned: readonly { readonly reasons: readonly { zh: string; en: string }[] }[];
}

const asInput = ({ rider, requestIds }: ProposedRoute) => ({ riderId: rider.id, requestIds });

test('forty elders eat on time by the fewest riders of eight boxes, and each is assigned once', async () => {
  await open(40, 7);
  const { id, routes, unplanned } = await proposal();
  expect(unplanned).toEqual([]);
  expect(routes).toHaveLength(5);
  expect(await stage.assigned()).toEqual([]);
  for (const { requestIds, stops, lastStopAt } of routes) {
    expect(requestIds).toHaveLength(8);
    expect(stops[0]!.kind).toBe('PICKUP');
    expect(stops[0]!.beginsAt >= '2026-03-02T03:00:00.000Z').toBe(true);
    expect(lastStopAt <= '2026-03-02T04:30:00.000Z').toBe(true);
  }
  const key = randomUUID();
  const { data, errors } = await stage.dispatch({ proposalId: id, key });
  expect(errors).toBeUndefined();
  expect(data!.dispatchRound.routes).toHaveLength(5);
  await stage.dispatch({ proposalId: id, key });
  const wanted = routes.flatMap(({ rider, requestIds }) =>
    requestIds.map((request) => ({ request, rider: rider.id })),
  );
  const byRequest = (a: { request: string }, b: { request: string }) =>
    a.request < b.request ? -1 : 1;
  expect(await stage.assigned()).toEqual(wanted.toSorted(byRequest));
  expect(await stage.facts('request.assigned')).toHaveLength(40);
  expect(await stage.facts('round.dispatched')).toHaveLength(1);
  expect(codesOf(await stage.dispatch({ proposalId: id }))).toEqual(['ROUND_STALE']);
});

test('what nobody has room for says so in both languages, and the same seed proposes the same', async () => {
  await open(12, 1);
  const first = await proposal();
  expect(first.routes[0]!.requestIds).toHaveLength(8);
  expect(first.unplanned).toHaveLength(4);
  expect(first.unplanned[0]!.reasons[0]).toEqual({
    zh: '能送的骑手都已装满，或者赶不上。',
    en: 'Those who may do it are full, or would come too late.',
  });
  const again = await proposal({ planId: stage.planId, seed: 1 });
  expect(again.routes).toEqual(first.routes);
  const read = await stage.staff(
    `query ($id: ID!) { roundProposal(id: $id) { routes { requestIds } unplanned { requestId } } }`,
    { id: first.id },
  );
  expect(read.data!.roundProposal.routes[0].requestIds).toEqual(first.routes[0]!.requestIds);
  await stage.sql(`update rider set duty = 'OFF', duty_since = null`);
  const nobody = await proposal();
  expect(nobody.routes).toEqual([]);
  expect(nobody.unplanned[0]!.reasons[0]!.zh).toBe('没有在岗的骑手。');
});

test('a part is dispatched, edited by hand, and the rest later; what is not possible is refused whole', async () => {
  await open(12, 3);
  const { id, routes } = await proposal();
  expect(routes).toHaveLength(2);
  const [one, other] = routes.map(asInput);
  const [spare] = stage.crew.filter(({ id: rider }) => routes.every((r) => r.rider.id !== rider));
  const ids = [...one!.requestIds, ...other!.requestIds];
  const refused = async (...edited: object[]) =>
    codesOf(await stage.dispatch({ proposalId: id, routes: edited }));
  const tooMuch = { riderId: spare!.id, requestIds: ids };
  expect(await refused(tooMuch)).toEqual(['ROUND_NOT_POSSIBLE']);
  const { errors } = await stage.dispatch({ proposalId: id, routes: [tooMuch] });
  expect(errors![0]!.extensions.zh).toMatch(
    /^这样排不行：骑手\d \w{6} 能送的骑手都已装满，或者赶不上。$/,
  );
  expect(await refused(one!, { ...other!, requestIds: one!.requestIds })).toEqual(['ROUND_TWICE']);
  expect(await refused({ ...one!, requestIds: [randomUUID()] })).toEqual(['NOT_FOUND']);
  expect(await stage.assigned()).toEqual([]);
  const first = await stage.dispatch({
    proposalId: id,
    routes: [{ riderId: spare!.id, requestIds: ids.slice(0, 3) }],
  });
  expect(first.errors).toBeUndefined();
  expect(await stage.assigned()).toHaveLength(3);
  const rest = await stage.dispatch({
    proposalId: id,
    routes: [{ ...other!, requestIds: ids.slice(4, 8) }],
  });
  expect(rest.errors).toBeUndefined();
  expect(await stage.assigned()).toHaveLength(7);
  expect(await refused(one!)).toEqual(['ROUND_STALE']);
});

test('a proposal is worth nothing once requests, riders or half an hour have moved on', async () => {
  await open(4, 2);
  const first = await proposal();
  const [route] = first.routes;
  await stage.staff(`mutation ($id: ID!) { cancelRequest(id: $id, reason: "出院") { id } }`, {
    id: route!.requestIds[0],
  });
  expect(codesOf(await stage.dispatch({ proposalId: first.id }))).toEqual(['ROUND_STALE']);
  const second = await proposal();
  await stage.sql(`update rider set duty = 'OFF', duty_since = null where id = ?`, [
    second.routes[0]!.rider.id,
  ]);
  expect(codesOf(await stage.dispatch({ proposalId: second.id }))).toEqual(['ROUND_NOT_POSSIBLE']);
  stage.clock.advance(31 * 60_000);
  await stage.here.seeRiders();
  expect(codesOf(await stage.dispatch({ proposalId: second.id }))).toEqual(['ROUND_STALE']);
  expect(await stage.assigned()).toEqual([]);
});

test('an errand without a place to fetch anything goes on a round beside the meals', async () => {
  await open(3, 1);
  const errand = await openRequest(stage.staff, {
    kind: 'ERRAND',
    at: stage.here.told(0.5, 0.5),
    place: '门口',
  });
  const { id, routes, unplanned } = await proposal({ planId: stage.planId, requestIds: [errand] });
  expect(unplanned).toEqual([]);
  expect(routes[0]!.requestIds).toHaveLength(4);
  const stops = routes[0]!.stops.filter(({ requestId }) => requestId === errand);
  expect(stops.map(({ kind }) => kind)).toEqual(['DROPOFF']);
  await stage.dispatch({ proposalId: id });
  expect((await stage.assigned()).map(({ request }) => request)).toContain(errand);
});

test('a dispatcher may say how long to search, from one second to ten', async () => {
  await open(6, 2);
  const { routes, unplanned } = await proposal({ planId: stage.planId, seconds: 1 });
  expect({ routes: routes.length, unplanned }).toEqual({ routes: 1, unplanned: [] });
  for (const seconds of [0, 11])
    expect(codesOf(await stage.preview({ planId: stage.planId, seconds }))).toEqual([
      'INVALID_INPUT',
    ]);
});

test('two who dispatch at the same moment assign nothing twice', async () => {
  await open(8, 2);
  const { id } = await proposal();
  const told = await Promise.all([1, 2, 3].map(() => stage.dispatch({ proposalId: id })));
  expect(told.flatMap((one) => codesOf(one))).toEqual(['ROUND_STALE', 'ROUND_STALE']);
  expect(await stage.assigned()).toHaveLength(8);
});

test('what is asked wrongly, by the wrong people or about elsewhere is refused', async () => {
  await open(3, 1);
  const codes = async (variables: object) => codesOf(await stage.preview(variables));
  expect(await codes({})).toEqual(['ROUND_OF_WHAT']);
  expect(await codes({ planId: randomUUID() })).toEqual(['NOT_FOUND']);
  expect(await codes({ requestIds: [randomUUID()] })).toEqual(['NOT_FOUND']);
  expect(await codes({ planId: stage.planId, riderIds: ['x'] })).toEqual(['NOT_FOUND']);
  expect(codesOf(await stage.dispatch({ proposalId: 'x' }))).toEqual(['NOT_FOUND']);
  const { id } = await proposal();
  const there = await stage.as(stage.there, 'STREET_STAFF');
  expect(codesOf(await stage.dispatch({ proposalId: id }, there))).toEqual(['NOT_FOUND']);
  expect(codesOf(await stage.preview({ planId: stage.planId }, there))).toEqual(['NOT_FOUND']);
  const resident = await stage.as(stage.here, 'RESIDENT');
  expect(codesOf(await stage.preview({ planId: stage.planId }, resident))).toEqual(['NOT_FOUND']);
  await stage.dispatch({ proposalId: id });
  expect(await codes({ planId: stage.planId })).toEqual(['NOTHING_WAITS']);
});
