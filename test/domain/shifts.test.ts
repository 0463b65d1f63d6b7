import {
  fillFromLine,
  freeShifts,
  tellBegun,
  tellOverrun,
} from '../../src/domain/shifts/minding.ts';
import { HOUR, MINUTE, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;
type Ask = Awaited<ReturnType<RiderDayStage['signedIn']>>;
let [ada, bo, chen]: { id: string; ask: Ask }[] = [];

beforeEach(async () => {
  stage = await openRiderDayStage();
  staff = await stage.asStaff('STREET_STAFF');
  [ada, bo, chen] = [await somebody(), await somebody(), await somebody()];
});
afterEach(() => stage.close());

async function somebody() {
  const { id, accountId } = await stage.here.rider();
  return { id, ask: await stage.signedIn(accountId) };
}

const PLAN = `mutation ($input: PlanShiftInput!, $key: ID!) {
  planShift(input: $input, idempotencyKey: $key) { id state opened gridCodes rider { id } } }`;
const step = (name: string, reason?: string) =>
  `mutation ($id: ID!) { ${name}(id: $id${reason ? `, reason: "${reason}"` : ''}) { state rider { id } } }`;
const after = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
const plan = (fromMs: number, untilMs: number, more: object = {}) =>
  staff(PLAN, { input: { from: after(fromMs), until: after(untilMs), ...more } });
const mine = ({ ask }: { ask: Ask }) =>
  ask(
    'query ($from: DateTimeISO!, $until: DateTimeISO!) { myShifts(from: $from, until: $until) { state } }',
    {
      from: after(0),
      until: after(100 * HOUR),
    },
  );

/** What the reactions would do about every change so far. */
async function fill() {
  for (const fact of await stage.facts('shift.changed'))
    await stage.byItself((ctx) => fillFromLine(ctx, fact as never));
}

test('staff plan a rider, who confirms or declines with a reason', async () => {
  const [grid] = await stage.grids();
  const first = await plan(HOUR, 5 * HOUR, { riderId: ada!.id, gridIds: [grid!.id] });
  expect(first).toMatchObject({ state: 'PLANNED', opened: false, gridCodes: [grid!.code] });
  expect(await bo!.ask(step('confirmShift'), { id: first.id })).toEqual(['NOT_FOUND']);
  expect(await ada!.ask(step('confirmShift'), { id: first.id })).toMatchObject({
    state: 'CONFIRMED',
  });
  const second = await plan(6 * HOUR, 8 * HOUR, { riderId: ada!.id });
  expect(await ada!.ask(step('declineShift', '有事'), { id: second.id })).toMatchObject({
    state: 'DECLINED',
  });
  expect(await ada!.ask(step('confirmShift'), { id: second.id })).toEqual(['SHIFT_NOT_OPEN']);
  expect(await mine(ada!)).toEqual([{ state: 'CONFIRMED' }, { state: 'DECLINED' }]);
  expect(await mine(bo!)).toEqual([]);
});

test('no two shifts of a rider overlap; one may begin as another ends', async () => {
  await plan(HOUR, 5 * HOUR, { riderId: ada!.id });
  expect(await plan(4 * HOUR, 6 * HOUR, { riderId: ada!.id })).toEqual(['SHIFT_OVERLAPS']);
  expect(await plan(5 * HOUR, 6 * HOUR, { riderId: ada!.id })).toMatchObject({ state: 'PLANNED' });
  expect(await plan(4 * HOUR, 6 * HOUR, { riderId: bo!.id })).toMatchObject({ state: 'PLANNED' });
});

test.each<[string, [number, number]]>([
  ['that ends before it begins', [2 * HOUR, HOUR]],
  ['of the past', [-2 * HOUR, -HOUR]],
  ['of a day and a night', [HOUR, 25 * HOUR]],
  ['of next year', [9_000 * HOUR, 9_001 * HOUR]],
])('a shift %s is refused', async (_, [from, until]) => {
  expect(await plan(from, until, { riderId: ada!.id })).toEqual(['INVALID_INPUT']);
});

test('an open shift goes to who asks first, and down the line when it is given back', async () => {
  const { id } = await plan(HOUR, 5 * HOUR);
  expect(await ada!.ask('{ openShifts { id state } }')).toEqual([{ id, state: 'OPEN' }]);
  const apply = (who: { ask: Ask } | undefined) => who!.ask(step('applyForShift'), { id });
  expect(await apply(ada)).toEqual({ state: 'CONFIRMED', rider: { id: ada!.id } });
  expect(await apply(bo)).toEqual({ state: 'CONFIRMED', rider: null });
  expect(await apply(chen)).toEqual({ state: 'CONFIRMED', rider: null });
  // Bo has something else then, and is passed over.
  await plan(2 * HOUR, 3 * HOUR, { riderId: bo!.id });
  expect(await ada!.ask(step('declineShift', '有事'), { id })).toMatchObject({ state: 'OPEN' });
  await fill();
  expect(await mine(chen!)).toEqual([{ state: 'CONFIRMED' }]);
  expect(await mine(ada!)).toEqual([]);
  await chen!.ask(step('declineShift', '有事'), { id });
  await fill();
  expect(await stage.sql('select state from shift where id = ?', [id])).toEqual([
    { state: 'OPEN' },
  ]);
});

test('who withdraws from the line is not given it, and who has a shift then cannot apply', async () => {
  const { id } = await plan(HOUR, 5 * HOUR);
  await ada!.ask(step('applyForShift'), { id });
  await bo!.ask(step('applyForShift'), { id });
  await bo!.ask(step('withdrawApplication'), { id });
  await ada!.ask(step('declineShift', '有事'), { id });
  await fill();
  await plan(2 * HOUR, 3 * HOUR, { riderId: bo!.id });
  expect(await bo!.ask(step('applyForShift'), { id })).toEqual(['SHIFT_OVERLAPS']);
});

test('a shift that begins without duty is told once, one that is over while on duty too', async () => {
  const { id } = await plan(MINUTE, 2 * HOUR, { riderId: ada!.id });
  await ada!.ask('mutation { stopDuty { duty } }');
  await stage.byItself(tellBegun);
  expect(await stage.facts('shift.began_without_duty')).toEqual([]);
  stage.clock.advance(MINUTE);
  await stage.byItself(tellBegun);
  await stage.byItself(tellBegun);
  expect(await stage.facts('shift.began_without_duty')).toEqual([
    { shiftId: id, riderId: ada!.id },
  ]);
  await ada!.ask('mutation { startDuty { duty } }');
  stage.clock.advance(2 * HOUR + 13 * MINUTE);
  await stage.byItself(tellOverrun);
  expect(await stage.facts('shift.overran')).toEqual([]);
  stage.clock.advance(MINUTE);
  await stage.byItself(tellOverrun);
  await stage.byItself(tellOverrun);
  expect(await stage.facts('shift.overran')).toEqual([{ shiftId: id, riderId: ada!.id }]);
});

test('a rider on duty is not reminded, and who left has no shifts to come', async () => {
  await plan(MINUTE, 2 * HOUR, { riderId: ada!.id });
  const open = await plan(3 * HOUR, 5 * HOUR);
  await ada!.ask(step('applyForShift'), { id: open.id });
  stage.clock.advance(MINUTE);
  await stage.byItself(tellBegun);
  expect(await stage.facts('shift.began_without_duty')).toEqual([]);
  await stage.byItself((ctx) => freeShifts(ctx, { riderId: ada!.id }));
  expect(await stage.sql('select state from shift order by from_at')).toEqual([
    { state: 'CANCELLED' },
    { state: 'OPEN' },
  ]);
});

test('riders see no plan of others, staff see all, nobody else any', async () => {
  const { id } = await plan(HOUR, 5 * HOUR, { riderId: ada!.id });
  for (const name of ['confirmShift', 'applyForShift', 'withdrawApplication'])
    expect(await bo!.ask(step(name), { id })).toEqual(['NOT_FOUND']);
  const community = await stage.asStaff('COMMUNITY_STAFF', stage.here.communityIds);
  const between = { from: after(0), until: after(10 * HOUR) };
  const all =
    'query ($from: DateTimeISO!, $until: DateTimeISO!) { shifts(from: $from, until: $until) { rider { id } } }';
  expect(await community(all, between)).toEqual([{ rider: { id: ada!.id } }]);
  expect(await community(step('cancelShift', '停'), { id })).toEqual(['NOT_FOUND']);
  expect(await ada!.ask(all, between)).toEqual(['NOT_FOUND']);
  expect(await staff(step('cancelShift', '停'), { id })).toMatchObject({ state: 'CANCELLED' });
});
