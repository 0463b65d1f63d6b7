import { randomUUID } from 'node:crypto';
import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { explainDecision } from '../../src/domain/requests/replaying.ts';
import { codesOf } from '../support/client.ts';
import { openRequest } from './opening.ts';
import { type MealRound, openMealRound } from './rounds-stage.ts';

let stage: MealRound;
afterEach(() => stage.close());

/** Has somebody asked for an errand of now, which is open to everybody near. */
async function askSomebody(): Promise<string> {
  const opened = await openRequest(stage.staff, {
    kind: 'ERRAND',
    at: stage.here.told(0.7, 0.8),
    place: '门口',
  });
  const ctx = contextFor(stage.platform, systemActor(stage.here.streetId));
  await inTransaction(ctx.em, () => dispatchStreet(ctx));
  const asked = await stage.sql(`select rider_id from offer where state = 'PENDING'`);
  expect(asked).toEqual([{ rider_id: stage.crew[0]!.id }]);
  return opened;
}

async function proposed(more: object = {}) {
  const { data, errors } = await stage.preview({ planId: stage.planId, ...more });
  expect(errors).toBeUndefined();
  return data!.previewRound;
}

test('who is asked for something else rides later rounds all the same, with room for it', async () => {
  stage = await openMealRound({ elders: 8, riders: 1 });
  await askSomebody();
  const { id, routes, unplanned } = await proposed();
  expect(routes[0].requestIds).toHaveLength(7);
  expect(unplanned[0].reasons[0].zh).toBe('能送的骑手都已装满，或者赶不上。');
  expect(codesOf(await stage.dispatch({ proposalId: id }))).toEqual([]);
  expect(await stage.assigned()).toHaveLength(7);
});

test('hours ahead it does not matter in which grid a rider happens to be', async () => {
  stage = await openMealRound({ elders: 4, riders: 1 });
  const { lng, lat } = stage.here.point(3, 3);
  await stage.sql('update rider_position set location = st_setsrid(st_makepoint(?, ?), 4326)', [
    ...[lng, lat],
  ]);
  expect((await proposed()).unplanned).toEqual([]);
});

test('a rider who has moved away meanwhile is the one the dispatcher saw and named', async () => {
  stage = await openMealRound({ elders: 3, riders: 1 });
  const { id } = await proposed();
  const { lng, lat } = stage.here.point(1.9, 0.1);
  await stage.sql('update rider_position set location = st_setsrid(st_makepoint(?, ?), 4326)', [
    ...[lng, lat],
  ]);
  expect(codesOf(await stage.dispatch({ proposalId: id }))).toEqual([]);
  expect(await stage.assigned()).toHaveLength(3);
});

test('every request of a round is explained by computing the round again', async () => {
  stage = await openMealRound({ elders: 5, riders: 1 });
  const { id, routes } = await proposed({ seed: 7 });
  await stage.dispatch({ proposalId: id });
  const decisions = await stage.sql('select id, request_id from decision');
  expect(decisions).toHaveLength(5);
  for (const { id: decision, request_id } of decisions) {
    const lines: string[] = [];
    const print = (line: string) => void lines.push(line);
    const asked = { decision, street: '320199001', print };
    expect(await explainDecision(stage.platform, asked)).toBe(0);
    const text = lines.join('\n');
    expect(text).toContain('结果相同。 Computed again: the same comes out.');
    expect(text).toContain(`rider ${routes[0].rider.id}，10 站 stops`);
    expect(text).toMatch(new RegExp(`送 bring ${request_id} \\+\\d+ min`));
  }
});

test('those without a tick ride nothing; whoever else is on duty may', async () => {
  stage = await openMealRound({ elders: 4, riders: 2 });
  const { routes } = await proposed();
  const [first] = routes.map(({ rider }: { rider: { id: string } }) => rider.id);
  const again = await proposed({ withoutRiderIds: [first] });
  expect(again.unplanned).toEqual([]);
  expect(again.routes).toHaveLength(1);
  expect(again.routes[0].rider.id).not.toBe(first);
  const strange = { planId: stage.planId, withoutRiderIds: [randomUUID()] };
  expect(codesOf(await stage.preview(strange))).toEqual(['NOT_FOUND']);
});
