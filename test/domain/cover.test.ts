import { endWithTransfer, expireCovers } from '../../src/domain/cover/booking.ts';
import { openCoverStage, type Ask, type CoverStage } from './cover-stage.ts';
import { HOUR, MINUTE } from './rider-day-stage.ts';

let stage: CoverStage;
interface Who {
  readonly id: string;
  readonly ask: Ask;
}
let [ada, bo, chen]: Who[] = [];

beforeEach(async () => {
  stage = await openCoverStage();
  [ada, bo, chen] = [
    await stage.rider(stage.own),
    await stage.rider(stage.rival),
    await stage.rider(stage.site),
  ];
});
afterEach(() => stage.close());

const open = (by: Who) =>
  by.ask(
    '{ openCovers { id reason company { name } shift { fromAt } task { goodsInHand kind { code } } } }',
  );
const assignments = (by: Who) => by.ask('{ myAssignments { id state } }');

test('a rider of another company stands in for a shift, and the minutes on duty are booked as mutual help', async () => {
  const shift = await stage.shift(ada!.id, HOUR, 3 * HOUR);
  const { id } = await stage.askCover(ada!.ask, 'shift', shift);
  expect((await stage.askCover(ada!.ask, 'shift', shift)).id).toBe(id);
  expect(await open(bo!)).toMatchObject([
    { id, reason: '发烧', company: { name: '快送' }, task: null },
  ]);
  expect(await open(chen!)).toEqual([]);
  expect(await stage.take(chen!.ask, id)).toEqual(['COVER_WITHIN_COMPANY']);
  const taken = {
    state: 'TAKEN',
    transferId: null,
    helper: { id: bo!.id },
    helperCompany: { id: stage.rival },
  };
  expect(await stage.take(bo!.ask, id)).toEqual(taken);
  expect(await stage.take(bo!.ask, id)).toEqual(taken);
  expect(await stage.sql('select rider_id, stands_in_for_id, state from shift')).toEqual([
    { rider_id: bo!.id, stands_in_for_id: ada!.id, state: 'CONFIRMED' },
  ]);
  await stage.book();
  expect(await stage.help()).toEqual([]);
  for (const step of ['stopDuty', 'startDuty']) await bo!.ask(`mutation { ${step} { duty } }`);
  stage.clock.advance(2 * HOUR);
  await bo!.ask('mutation { stopDuty { duty } }');
  stage.clock.advance(2 * HOUR);
  await stage.book();
  await stage.book();
  expect(await stage.help()).toEqual([
    { helped: { id: stage.own }, helper: { id: stage.rival }, shifts: 1, tasks: 0, minutes: 60 },
  ]);
  expect(await stage.sql('select nth from mutual_help')).toHaveLength(1);
});

test('a company asks for its own riders and for nobody else’s, and only staff read who helped whom', async () => {
  const [own, rival] = [await stage.company(stage.own), await stage.company(stage.rival)];
  const shift = await stage.shift(chen!.id, HOUR, 3 * HOUR);
  const task = await stage.task(chen!.id);
  expect(await stage.askCover(rival, 'shift', shift)).toEqual(['NOT_FOUND']);
  expect(await stage.askCover(rival, 'task', task)).toEqual(['NOT_FOUND']);
  expect(await stage.askCover(bo!.ask, 'shift', shift)).toEqual(['NOT_FOUND']);
  const { id } = await stage.askCover(own, 'shift', shift);
  const { id: ofTask } = await stage.askCover(own, 'task', task);
  expect(await stage.take(own, id)).toEqual(['NOT_FOUND']);
  expect(await stage.withdraw(rival, id)).toEqual(['NOT_FOUND']);
  const mine =
    '{ myCovers { id state rider { id } helper { id } company { id } task { kind { code } } } }';
  expect(await own(mine)).toHaveLength(2);
  expect(await rival(mine)).toEqual([]);
  expect(await stage.take(bo!.ask, ofTask)).toMatchObject({ state: 'TAKEN' });
  expect(await rival(mine)).toEqual([
    {
      id: ofTask,
      state: 'TAKEN',
      rider: null,
      helper: { id: bo!.id },
      company: { id: stage.own },
      task: null,
    },
  ]);
  expect((await own(mine)).find((one: { id: string }) => one.id === ofTask)).toMatchObject({
    rider: { id: chen!.id },
    helper: null,
  });
  expect(await stage.withdraw(own, id)).toEqual({ state: 'WITHDRAWN' });
  expect(await stage.withdraw(own, id)).toEqual({ state: 'WITHDRAWN' });
  expect(await stage.take(bo!.ask, id)).toEqual(['NOT_FOUND']);
  const community = await stage.asStaff('COMMUNITY_STAFF', stage.here.communityIds);
  const asked =
    '{ mutualHelp(from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z") { minutes } }';
  for (const by of [own, community, bo!.ask]) expect(await by(asked)).toEqual(['NOT_FOUND']);
});

test('a task is taken over with its goods, and its service hours are booked; a correction is a further line', async () => {
  const task = await stage.task(ada!.id);
  await ada!.ask('mutation ($id: ID!) { pickUp(assignmentId: $id) { id } }', { id: task });
  const { id } = await stage.askCover(ada!.ask, 'task', task);
  expect(await open(bo!)).toMatchObject([
    { id, shift: null, task: { goodsInHand: true, kind: { code: 'MEAL' } } },
  ]);
  const { transferId } = await stage.take(bo!.ask, id);
  expect(await assignments(bo!)).toEqual([]);
  const handOver = 'mutation ($id: ID!) { confirmHandover(id: $id) { state } }';
  await ada!.ask(handOver, { id: transferId });
  expect(await bo!.ask(handOver, { id: transferId })).toEqual({ state: 'DONE' });
  const [mine] = await assignments(bo!);
  stage.clock.advance(12 * MINUTE);
  await bo!.ask('mutation ($id: ID!) { deliver(assignmentId: $id) { id } }', { id: mine.id });
  await stage.book(bo!.id);
  const helped = { helped: { id: stage.own }, helper: { id: stage.rival }, shifts: 0, tasks: 1 };
  expect(await stage.help()).toEqual([{ ...helped, minutes: 12 }]);
  const [hour] = await stage.sql('select id from service_hour');
  await stage.staff(
    'mutation ($id: ID!) { correctHours(id: $id, minutes: 20, reason: "等人开门") { state } }',
    { id: hour!.id },
  );
  await stage.book(bo!.id);
  expect(await stage.help()).toEqual([{ ...helped, minutes: 20 }]);
  expect(await stage.sql('select nth, seconds from mutual_help order by nth')).toEqual([
    { nth: 1, seconds: 720 },
    { nth: 2, seconds: 480 },
  ]);
  await expect(stage.sql('update mutual_help set seconds = 1')).rejects.toThrow();
});

test('of five who would stand in one does, for a shift and for a task', async () => {
  const helpers = await Promise.all(Array.from({ length: 5 }, () => stage.rider(stage.rival)));
  const shift = await stage.askCover(ada!.ask, 'shift', await stage.shift(ada!.id, HOUR, 3 * HOUR));
  const task = await stage.askCover(ada!.ask, 'task', await stage.task(ada!.id));
  for (const { id } of [shift, task]) {
    const answers = await Promise.all(helpers.map(({ ask }) => stage.take(ask, id)));
    expect(answers.filter(({ state }) => state === 'TAKEN')).toHaveLength(1);
    expect(answers.filter((one) => Array.isArray(one))).toEqual(
      Array.from({ length: 4 }, () => ['COVER_OVER']),
    );
  }
});

test('nobody stands in against the rest rules, beside another shift, or for a task that does not fit', async () => {
  const { id } = await stage.askCover(
    ada!.ask,
    'shift',
    await stage.shift(ada!.id, HOUR, 9 * HOUR),
  );
  await stage.shift(bo!.id, 9 * HOUR, 13 * HOUR);
  expect(await stage.take(bo!.ask, id)).toEqual(['SHIFT_BREAKS_REST']);
  const other = await stage.rider(stage.rival);
  await stage.shift(other.id, 2 * HOUR, 3 * HOUR);
  expect(await stage.take(other.ask, id)).toEqual(['SHIFT_OVERLAPS']);
  const task = await stage.askCover(ada!.ask, 'task', await stage.task(ada!.id));
  await stage.sql('update rider set trust_level = 0 where id = ?', [other.id]);
  expect(await stage.take(other.ask, task.id)).toEqual(['NOT_TO_THIS_RIDER']);
  await stage.sql('update organization set left_at = now() where id = ?', [stage.rival]);
  expect(await stage.take(bo!.ask, task.id)).toEqual(['COVER_WITHIN_COMPANY']);
});

test('what nobody takes expires, what is done or cancelled is over, and riders who do not meet are as they were', async () => {
  const task = await stage.task(ada!.id);
  const first = await stage.askCover(ada!.ask, 'task', task);
  stage.clock.advance(10 * MINUTE);
  expect(await stage.take(bo!.ask, first.id)).toEqual(['COVER_OVER']);
  const again = await stage.askCover(ada!.ask, 'task', task);
  expect(again.id).not.toBe(first.id);
  await ada!.ask('mutation ($id: ID!) { pickUp(assignmentId: $id) { id } }', { id: task });
  const { transferId } = await stage.take(bo!.ask, again.id);
  await bo!.ask('mutation ($id: ID!) { endTransfer(id: $id) { state } }', { id: transferId });
  for (const fact of await stage.facts('request.transfer_ended'))
    await stage.byItself((ctx) => endWithTransfer(ctx, fact as never));
  const third = await stage.askCover(ada!.ask, 'task', task);
  await ada!.ask('mutation ($id: ID!) { deliver(assignmentId: $id) { id } }', { id: task });
  await stage.byItself(expireCovers);
  expect(await ada!.ask('{ myCovers { id state } }')).toEqual(
    expect.arrayContaining([first, again, third].map(({ id }) => ({ id, state: 'EXPIRED' }))),
  );
  expect(await stage.askCover(ada!.ask, 'task', task)).toEqual(['TRANSFER_OVER']);
  await stage.book(ada!.id, bo!.id);
  expect(await stage.help()).toEqual([]);
});

test('a company that pushes its plan again leaves it to whoever stands in, and a changed plan is its own rider’s again', async () => {
  const own = await stage.company(stage.own);
  const at = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
  const pushed = { key: 'A1', riderId: ada!.id, from: at(HOUR), until: at(3 * HOUR), gridIds: [] };
  const push = (more: object = {}) =>
    own('mutation ($shifts: [PushedShiftInput!]!) { pushShifts(shifts: $shifts) { id state } }', {
      shifts: [{ ...pushed, ...more }],
    });
  const [{ id: shiftId }] = await push();
  const cover = await stage.askCover(own, 'shift', shiftId);
  await stage.take(bo!.ask, cover.id);
  expect(await push()).toEqual([{ id: shiftId, state: 'CONFIRMED' }]);
  const holder = async () => (await stage.sql('select rider_id, state from shift'))[0];
  expect(await holder()).toEqual({ rider_id: bo!.id, state: 'CONFIRMED' });
  expect(await push({ until: at(4 * HOUR) })).toEqual([{ id: shiftId, state: 'PLANNED' }]);
  expect(await holder()).toEqual({ rider_id: ada!.id, state: 'PLANNED' });
  const facts = await stage.facts('shift.changed');
  expect(facts).toContainEqual({ shiftId, state: 'CANCELLED', riderId: bo!.id });
  const second = await stage.askCover(own, 'shift', shiftId);
  await stage.take(bo!.ask, second.id);
  expect(await push({ cancelled: true })).toEqual([{ id: shiftId, state: 'CANCELLED' }]);
  stage.clock.advance(5 * HOUR);
  await stage.book();
  expect(await stage.help()).toEqual([]);
});
