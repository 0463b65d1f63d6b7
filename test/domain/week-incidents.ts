import { arrayOf } from '../../src/domain/requests/ids.ts';
import { liveNoon } from './week-days.ts';
import { dayOf, instantOf, type WeekTown } from './week-town.ts';

/** Which of the elders is found by nobody on the holiday. */
export const unfound = 5;

/** One elder does not open; her daughter is reached by telephone, and the community brings the meal. */
export async function shutDoor(week: WeekTown): Promise<void> {
  const elder = week.elders[10]!;
  week.shut.add(elder);
  await liveNoon(week, 1, { meanwhile: () => climb(week) });
  week.shut.clear();
  const ladders = await week.rows('select resident_id, state from care_ladder');
  expect(ladders.length).toBeGreaterThan(0);
  for (const ladder of ladders) expect(ladder).toEqual({ resident_id: elder, state: 'RESOLVED' });
}

/** Staff answer the first rung with no answer, and the next one reaches somebody. */
async function climb({ staff }: WeekTown): Promise<void> {
  const ladders = await staff('{ careLadders(state: OPEN) { steps { id step endedAt } } }');
  type Rung = { id: string; step: string; endedAt: string | null };
  const rungs = ladders.flatMap(({ steps }: { steps: Rung[] }) =>
    steps.filter(({ endedAt }) => !endedAt),
  );
  for (const { id, step } of rungs)
    await staff(
      `mutation ($id: ID!, $outcome: StepAnswer!) { answerLadderStep(id: $id, outcome: $outcome) { outcome } }`,
      { id, outcome: step === 'CALL' ? 'NO_ANSWER' : 'REACHED' },
    );
}

/** A rider with a meal in the bag is heard no more; a quarter of an hour later staff take the tasks back, and others bring them. */
export async function sickRider(week: WeekTown): Promise<void> {
  const silent = new Set<string>();
  const taken: string[] = [];
  let unheard = 0;
  await liveNoon(week, 2, {
    silent,
    async meanwhile() {
      if (silent.size === 0) for (const id of await withMeals(week)) silent.add(id);
      else if (++unheard === 3) taken.push(...(await takeBack(week, [...silent][0]!)));
    },
  });
  expect(taken.length).toBeGreaterThan(0);
  const ill = week.riders.find(({ id }) => silent.has(id))!;
  const brought = await week.rows<{ request_id: string }>(
    `select request_id from assignment where state = 'DONE' and rider_id <> ? and request_id = any (?::uuid[])`,
    [ill.id, arrayOf(taken)],
  );
  expect(brought.map(({ request_id }) => request_id).toSorted()).toEqual(taken.toSorted());
  await ill.stopDuty();
}

/** The rider with the most meals in the bag, as soon as somebody has one. */
async function withMeals({ rows }: WeekTown): Promise<string[]> {
  const found = await rows<{ rider_id: string }>(
    `select rider_id from assignment where state = 'PICKED_UP' group by rider_id order by count(*) desc, rider_id limit 1`,
  );
  return found.map(({ rider_id }) => rider_id);
}

async function takeBack({ rows, staff }: WeekTown, riderId: string): Promise<string[]> {
  const tasks = await rows<{ id: string; state: string }>(
    'select request_id as id, state from assignment where live and rider_id = ?',
    [riderId],
  );
  expect(tasks.some(({ state }) => state === 'PICKED_UP')).toBe(true);
  for (const { id } of tasks)
    await staff(
      `mutation ($id: ID!, $key: ID!) { withdrawAssignment(requestId: $id, reason: "骑手突发疾病", idempotencyKey: $key) { state } }`,
      { id, key: id },
    );
  return tasks.map(({ id }) => id);
}

export const closeCanteen = ({ canteens, staff }: WeekTown) =>
  staff('mutation ($id: ID!) { closeStation(id: $id) { id } }', { id: canteens[1] });

/** Every meal of the closed canteen stands as an alert until the other canteen cooks for it. */
export async function moveCanteen(
  week: WeekTown,
  [, second]: readonly [string, string],
): Promise<void> {
  const ALERTS = '{ planAlerts { why plan { id } } }';
  const alerts = await week.staff(ALERTS);
  expect(alerts).toHaveLength(week.elders.length / 2);
  expect(alerts[0]).toEqual({ why: 'STATION_CLOSED', plan: { id: second } });
  await week.staff(
    `mutation ($id: ID!, $input: PlanPickupInput!) { movePlanPickup(id: $id, input: $input) { id } }`,
    { id: second, input: { pickupStationId: week.canteens[0] } },
  );
  await week.goTo(3, '05:42');
  expect(await week.staff(ALERTS)).toEqual([]);
}

/** For three hours nobody is heard: offers expire, the communities are handed what waits, phones tell later what was done when. */
export async function lostNetwork(week: WeekTown): Promise<void> {
  await liveNoon(week, 4, { loss: ['11:10', '14:10'] });
  const between = [instantOf(4, '11:10').toISOString(), instantOf(4, '14:10').toISOString()];
  const [figures] = await week.rows(
    `select count(*) filter (where state = 'DONE' and ended_at > ? and ended_at < ?)::int as offline from assignment`,
    between,
  );
  expect(figures!.offline).toBeGreaterThan(0);
  const told = await week.rows(
    `select r.code from assignment a join service_request r on r.id = a.request_id
     where a.state = 'DONE' and r.fulfilled_at <> a.ended_at`,
  );
  expect(told).toEqual([]);
}

/** An elder does not open, nobody reaches her and the community does not find her: it ends as an alert, which staff look into. */
export async function nobodyFound(week: WeekTown): Promise<void> {
  const elder = week.elders[unfound]!;
  week.shut.add(elder);
  await liveNoon(week, 5, { unfound: new Set([elder]) });
  for (const time of ['15:00', '15:30', '16:00', '16:30']) await week.goTo(5, time);
  const { edges } = await week.staff(
    '{ careAlerts(state: OPEN, first: 20) { edges { node { id kind resident { id } } } } }',
  );
  const alerts = edges.map(({ node }: { node: unknown }) => node);
  expect(alerts).toEqual([{ id: expect.any(String), kind: 'NO_ANSWER', resident: { id: elder } }]);
  await week.staff(
    `mutation ($id: ID!) { resolveAlert(id: $id, result: TAKEN_TO_CARE, note: "已送医院") { state } }`,
    { id: alerts[0].id },
  );
  const [request] = await week.rows<{ id: string }>(
    `select id from service_request where state = 'HANDED_TO_BACKSTOP' and resident_id = ?`,
    [elder],
  );
  await week.staff(
    `mutation ($id: ID!) { cancelRequest(id: $id, reason: "已送医院") { state } }`,
    request,
  );
  const input = { residentId: elder, reason: 'HOSPITAL', from: dayOf(6) };
  await week.staff(`mutation ($input: PauseInput!) { pauseResident(input: $input) { id } }`, {
    input,
  });
  week.shut.clear();
}
