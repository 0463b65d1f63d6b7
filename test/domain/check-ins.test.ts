import { endCheckIns } from '../../src/domain/check-ins/reactions.ts';
import { DAY, HOUR, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let rider: { id: string; accountId: string };
let asRider: Awaited<ReturnType<RiderDayStage['signedIn']>>;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;
let west: string;
let east: string;

beforeEach(async () => {
  stage = await openRiderDayStage();
  [west, east] = stage.here.communityIds as [string, string];
  rider = await stage.here.rider();
  asRider = await stage.signedIn(rider.accountId);
  staff = await stage.asStaff('COMMUNITY_STAFF', [west]);
});
afterEach(() => stage.close());

const ASK = `mutation ($communityId: ID!, $key: ID!) {
  checkIn(communityId: $communityId, why: WORK, idempotencyKey: $key) { id state why community { name } rider { id } } }`;
const ACCEPT = 'mutation ($id: ID!) { acceptCheckIn(id: $id) { state answeredAt } }';
const REFUSE =
  'mutation ($id: ID!) { refuseCheckIn(id: $id, reason: "名额已满") { state reason } }';
const LEAVE = 'mutation ($id: ID!) { leaveCheckIn(id: $id) { state } }';
const ATTEND = 'mutation ($id: ID!) { attend(id: $id) { attendedDays attendedAt } }';
const MINE = '{ myCheckIns { id state reason attendedDays } }';
const THEIRS = '{ checkIns { id state rider { badge } } }';

test('a rider reports to a community, which takes them in', async () => {
  const asked = await asRider(ASK, { communityId: west });
  expect(asked).toMatchObject({
    state: 'ASKED',
    why: 'WORK',
    community: { name: '西社区' },
    rider: { id: rider.id },
  });
  expect(await staff(THEIRS)).toMatchObject([{ id: asked.id, state: 'ASKED' }]);
  expect(await staff(ACCEPT, { id: asked.id })).toMatchObject({ state: 'ACCEPTED' });
  expect(await asRider(MINE)).toMatchObject([{ state: 'ACCEPTED' }]);
  const fact = { checkInId: asked.id, riderId: rider.id, communityId: west };
  expect(await stage.facts('check_in.asked')).toEqual([fact]);
  expect(await stage.facts('check_in.accepted')).toEqual([fact]);
});

test('a refusal says why, cannot be turned round, and another attempt may follow', async () => {
  const { id } = await asRider(ASK, { communityId: west });
  expect(await asRider(ASK, { communityId: west })).toEqual(['ALREADY_CHECKED_IN']);
  expect(await staff(REFUSE, { id })).toEqual({ state: 'REFUSED', reason: '名额已满' });
  expect(await staff(ACCEPT, { id })).toEqual(['CHECK_IN_ANSWERED']);
  expect(await asRider(ATTEND, { id })).toEqual(['CHECK_IN_NOT_ACCEPTED']);
  expect(await asRider(ASK, { communityId: west })).toMatchObject({ state: 'ASKED' });
});

test('attendance counts once a local day', async () => {
  const { id } = await asRider(ASK, { communityId: west });
  expect(await asRider(ATTEND, { id })).toEqual(['CHECK_IN_NOT_ACCEPTED']);
  await staff(ACCEPT, { id });
  expect(await asRider(ATTEND, { id })).toMatchObject({ attendedDays: 1 });
  // Ten in the morning there; fourteen hours later it is the next day.
  stage.clock.advance(14 * HOUR - 1);
  expect(await asRider(ATTEND, { id })).toMatchObject({ attendedDays: 1 });
  stage.clock.advance(1);
  expect(await asRider(ATTEND, { id })).toMatchObject({ attendedDays: 2 });
  expect((await stage.facts('check_in.attended')).map(({ day }) => day)).toEqual([
    '2026-03-02',
    '2026-03-03',
  ]);
});

test('the rider leaves and may come back; who leaves the alliance has left every community', async () => {
  const { id } = await asRider(ASK, { communityId: west });
  await staff(ACCEPT, { id });
  expect(await asRider(LEAVE, { id })).toEqual({ state: 'LEFT' });
  expect(await asRider(LEAVE, { id })).toEqual({ state: 'LEFT' });
  await asRider(ASK, { communityId: west });
  await stage.byItself((ctx) => endCheckIns(ctx, { riderId: rider.id }));
  expect((await asRider(MINE)).map(({ state }: { state: string }) => state)).toEqual([
    'LEFT',
    'LEFT',
  ]);
});

test('staff of another community, another rider and another street find nothing', async () => {
  const { id } = await asRider(ASK, { communityId: west });
  const other = await stage.asStaff('COMMUNITY_STAFF', [east]);
  expect(await other(THEIRS)).toEqual([]);
  for (const step of [ACCEPT, REFUSE, LEAVE])
    expect(await other(step, { id })).toEqual(['NOT_FOUND']);
  const stranger = await stage.here.rider();
  const asStranger = await stage.signedIn(stranger.accountId);
  expect(await asStranger(LEAVE, { id })).toEqual(['NOT_FOUND']);
  expect(await asStranger(MINE)).toEqual([]);
  expect(await asRider(ACCEPT, { id })).toEqual(['NOT_FOUND']);
  expect(await asRider(ASK, { communityId: stage.there.communityIds[0] })).toEqual(['NOT_FOUND']);
  const seen = await stage.seenBy(
    stage.actor(stage.here, 'COMMUNITY_STAFF', { communityIds: [east] }),
    'select 1 from check_in',
  );
  expect(seen).toEqual([]);
});

test('attendance is history', async () => {
  const { id } = await asRider(ASK, { communityId: west });
  await staff(ACCEPT, { id });
  await asRider(ATTEND, { id });
  await expect(stage.sql('delete from attendance')).rejects.toThrow('history');
  stage.clock.advance(DAY);
  expect(await stage.sql('select day::text as day from attendance')).toEqual([
    { day: '2026-03-02' },
  ]);
});
