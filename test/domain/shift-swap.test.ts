import { expireSwaps } from '../../src/domain/shifts/swapping.ts';
import { DAY, HOUR, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;
type Ask = Awaited<ReturnType<RiderDayStage['signedIn']>>;
interface Who {
  readonly id: string;
  readonly ask: Ask;
}
let [ada, bo, chen]: Who[] = [];

beforeEach(async () => {
  stage = await openRiderDayStage();
  staff = await stage.asStaff('STREET_STAFF');
  [ada, bo, chen] = [await somebody(), await somebody(), await somebody()];
});
afterEach(() => stage.close());

async function somebody(): Promise<Who> {
  const { id, accountId } = await stage.here.rider();
  return { id, ask: await stage.signedIn(accountId) };
}

const after = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
const PLAN = `mutation ($input: PlanShiftInput!, $key: ID!) { planShift(input: $input, idempotencyKey: $key) { id } }`;
const plan = async ({ id }: Who, from: number, until: number): Promise<string> =>
  (await staff(PLAN, { input: { from: after(from), until: after(until), riderId: id } })).id;
const swap = (by: Who, id: string, other: string, key?: string) =>
  by.ask(
    `mutation ($id: ID!, $other: ID!, $key: ID!) {
      askShiftSwap(shiftId: $id, otherShiftId: $other, reason: "孩子生病", idempotencyKey: $key) {
        id state rider { id } toRider { id } shift { id } otherShift { id } } }`,
    { id, other, ...(key && { key }) },
  );
const say = (by: Who, what: 'agreeToShiftSwap' | 'endShiftSwap', id: string) =>
  by.ask(`mutation ($id: ID!) { ${what}(id: $id) { state } }`, { id });
const mine = async ({ ask }: Who): Promise<string[]> =>
  (
    await ask(
      'query ($from: DateTimeISO!, $until: DateTimeISO!) { myShifts(from: $from, until: $until) { id } }',
      { from: after(0), until: after(20 * DAY) },
    )
  ).map(({ id }: { id: string }) => id);

test('a rider asks, the colleague agrees, and each has the other’s shift, even where the two overlap', async () => {
  const [early, late] = [await plan(ada!, HOUR, 5 * HOUR), await plan(bo!, 3 * HOUR, 7 * HOUR)];
  const swappable = await ada!.ask(
    'query ($id: ID!) { swappableShifts(id: $id) { id rider { id } } }',
    { id: early },
  );
  expect(swappable).toEqual([{ id: late, rider: null }]);
  const key = crypto.randomUUID();
  const asked = await swap(ada!, early, late, key);
  expect(asked).toMatchObject({ state: 'ASKED', rider: { id: ada!.id }, toRider: { id: bo!.id } });
  expect(await swap(ada!, early, late, key)).toEqual(asked);
  expect((await swap(ada!, early, late)).id).toBe(asked.id);
  expect(await bo!.ask('{ myShiftSwaps { id state } }')).toEqual([
    { id: asked.id, state: 'ASKED' },
  ]);
  expect(await chen!.ask('{ myShiftSwaps { id } }')).toEqual([]);
  expect(await say(chen!, 'agreeToShiftSwap', asked.id)).toEqual(['NOT_FOUND']);
  expect(await say(ada!, 'agreeToShiftSwap', asked.id)).toEqual(['NOT_FOUND']);
  expect(await say(bo!, 'agreeToShiftSwap', asked.id)).toEqual({ state: 'DONE' });
  expect(await say(bo!, 'agreeToShiftSwap', asked.id)).toEqual({ state: 'DONE' });
  expect([await mine(ada!), await mine(bo!)]).toEqual([[late], [early]]);
  expect(await stage.facts('shift.swap_ended')).toHaveLength(1);
  expect(await say(bo!, 'endShiftSwap', asked.id)).toEqual(['SWAP_OVER']);
});

test('a swap that would break the rest rules is refused with the sentence, and nobody’s plan changes', async () => {
  const own = await plan(ada!, 2 * DAY, 2 * DAY + 4 * HOUR);
  const long = await plan(bo!, 6 * HOUR, 13 * HOUR);
  await plan(ada!, HOUR, 6 * HOUR);
  const { id } = await swap(ada!, own, long);
  const agree = `mutation ($id: ID!) { agreeToShiftSwap(id: $id) { state } }`;
  expect(await bo!.ask(agree, { id })).toEqual(['SHIFT_BREAKS_REST']);
  expect(await mine(bo!)).toEqual([long]);
  expect(await bo!.ask('{ myShiftSwaps { state } }')).toEqual([{ state: 'ASKED' }]);
});

test('what the colleague has worked and would work counts as much as what the asker has', async () => {
  const own = await plan(ada!, 3 * DAY, 3 * DAY + 2 * HOUR);
  const other = await plan(bo!, 10 * DAY, 10 * DAY + 2 * HOUR);
  for (const day of [1, 2, 4, 5, 6]) await plan(bo!, day * DAY, day * DAY + HOUR);
  const { id } = await swap(ada!, own, other);
  expect(await say(bo!, 'agreeToShiftSwap', id)).toEqual({ state: 'DONE' });
  const back = await swap(bo!, own, other);
  expect(await say(ada!, 'agreeToShiftSwap', back.id)).toEqual({ state: 'DONE' });
  await plan(bo!, 7 * DAY, 7 * DAY + HOUR);
  const third = await swap(ada!, own, other);
  expect(await say(bo!, 'agreeToShiftSwap', third.id)).toEqual(['SHIFT_BREAKS_REST']);
});

test('nobody has two shifts at once by a swap', async () => {
  const [own, other] = [await plan(ada!, HOUR, 2 * HOUR), await plan(bo!, 5 * HOUR, 7 * HOUR)];
  await plan(ada!, 6 * HOUR, 8 * HOUR);
  const { id } = await swap(ada!, own, other);
  expect(await say(bo!, 'agreeToShiftSwap', id)).toEqual(['SHIFT_OVERLAPS']);
  expect(await mine(bo!)).toEqual([other]);
});

test('a swap is declined, taken back, or over when the plan changes or begins', async () => {
  const [own, other] = [await plan(ada!, 2 * HOUR, 3 * HOUR), await plan(bo!, 5 * HOUR, 7 * HOUR)];
  const first = await swap(ada!, own, other);
  expect(await say(bo!, 'endShiftSwap', first.id)).toEqual({ state: 'DECLINED' });
  expect(await say(bo!, 'endShiftSwap', first.id)).toEqual({ state: 'DECLINED' });
  const second = await swap(ada!, own, other);
  expect(second.id).not.toBe(first.id);
  expect(await say(ada!, 'endShiftSwap', second.id)).toEqual({ state: 'WITHDRAWN' });
  const third = await swap(ada!, own, other);
  stage.clock.advance(2 * HOUR);
  expect(await say(bo!, 'agreeToShiftSwap', third.id)).toEqual(['SWAP_OVER']);
  await stage.byItself(expireSwaps);
  expect(await ada!.ask('{ myShiftSwaps { state } }')).toContainEqual({ state: 'EXPIRED' });
  expect(await say(bo!, 'endShiftSwap', third.id)).toEqual(['SWAP_OVER']);
});

test('only one’s own shift is given, only a colleague’s of the same planner is asked for', async () => {
  const [own, other] = [await plan(ada!, 2 * HOUR, 3 * HOUR), await plan(bo!, 5 * HOUR, 7 * HOUR)];
  expect(await swap(chen!, own, other)).toEqual(['NOT_FOUND']);
  expect(await swap(ada!, own, own)).toEqual(['NOT_FOUND']);
  expect(await swap(ada!, own, crypto.randomUUID())).toEqual(['NOT_FOUND']);
  await stage.sql('update shift set organization_id = ? where id = ?', [
    stage.here.companyId,
    other,
  ]);
  expect(await swap(ada!, own, other)).toEqual(['SWAP_OF_TWO_PLANS']);
  await staff('mutation ($id: ID!) { cancelShift(id: $id, reason: "停") { state } }', { id: own });
  expect(await swap(ada!, own, other)).toEqual(['SHIFT_NOT_OPEN']);
});
