import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { endAppointments, tellEnded, tellScope } from '../../src/domain/appointments/ending.ts';
import { accountCell } from '../../src/domain/access/account.ts';
import { seal } from '../../src/platform/crypto/seal.ts';
import { HOUR, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let rider: { id: string; accountId: string };
let asRider: Awaited<ReturnType<RiderDayStage['signedIn']>>;
let staff: Awaited<ReturnType<RiderDayStage['asStaff']>>;
let grids: { id: string; code: string }[];
let west: string;

beforeEach(async () => {
  stage = await openRiderDayStage();
  west = stage.here.communityIds[0]!;
  rider = await stage.here.rider({ at: [0.5, 0.5] });
  asRider = await stage.signedIn(rider.accountId);
  staff = await stage.asStaff('COMMUNITY_STAFF', [west]);
  grids = await stage.grids();
});
afterEach(() => stage.close());

const APPOINT = `mutation ($input: AppointInput!, $key: ID!) {
  appointRider(input: $input, idempotencyKey: $key) { id role gridCodes badge fromAt untilAt revokedAt } }`;
const REVOKE =
  'mutation ($id: ID!) { revokeAppointment(id: $id, reason: "任务结束") { revokedAt revokeReason } }';
const BRIEF = `query ($gridId: ID!) { gridBrief(gridId: $gridId) {
  grid { code } openRequests overdueRequests waitingRequests households elders } }`;

const input = (more: object = {}) => ({
  riderId: rider.id,
  role: 'MOBILE_GRID_MEMBER',
  gridIds: [grids[0]!.id],
  badge: 'W-01',
  from: stage.clock.now().toISOString(),
  until: new Date(stage.clock.now().getTime() + HOUR).toISOString(),
  ...more,
});

async function checkedIn() {
  const { id } = await asRider(
    `mutation ($communityId: ID!, $key: ID!) { checkIn(communityId: $communityId, why: HOME, idempotencyKey: $key) { id } }`,
    { communityId: west },
  );
  await staff('mutation ($id: ID!) { acceptCheckIn(id: $id) { state } }', { id });
  return id as string;
}

/** An account that can say who it is. */
const named = (id: string) =>
  stage.sql('update account set name_sealed = ? where id = ?', [
    seal(stage.platform.keys, accountCell('name', id), '赵明'),
    id,
  ]);

const brief = (index = 0) => asRider(BRIEF, { gridId: grids[index]!.id });

test('only a rider whom the community has taken in is appointed, and for its own grids', async () => {
  expect(await staff(APPOINT, { input: input() })).toEqual(['CHECK_IN_NOT_ACCEPTED']);
  await checkedIn();
  const [elsewhere] = await stage.sql('select id from grid where community_id = ?', [
    stage.here.communityIds[1],
  ]);
  expect(await staff(APPOINT, { input: input({ gridIds: [elsewhere!.id] }) })).toEqual([
    'NOT_FOUND',
  ]);
  expect(await staff(APPOINT, { input: input() })).toMatchObject({
    role: 'MOBILE_GRID_MEMBER',
    gridCodes: [grids[0]!.code],
    badge: 'W-01',
    revokedAt: null,
  });
  expect(await staff(APPOINT, { input: input({ badge: 'W-02' }) })).toEqual(['ALREADY_APPOINTED']);
  expect(await asRider('{ myAppointments { badge community { name } } }')).toEqual([
    { badge: 'W-01', community: { name: '西社区' } },
  ]);
  expect(await asRider(APPOINT, { input: input() })).toEqual(['NOT_FOUND']);
});

test('what the appointment allows begins and ends with it, and is confined to its grids', async () => {
  await checkedIn();
  expect(await brief()).toEqual(['NOT_FOUND']);
  await staff(APPOINT, { input: input() });
  stage.clock.advance(1_000);
  expect(await brief()).toEqual({
    grid: { code: grids[0]!.code },
    openRequests: 0,
    overdueRequests: 0,
    waitingRequests: 0,
    households: 0,
    elders: 0,
  });
  expect(await brief(1)).toEqual(['NOT_FOUND']);
  await named(rider.accountId);
  expect(await asRider('{ me { permissions } }')).toMatchObject({
    permissions: expect.arrayContaining(['grid:brief']),
  });
  stage.clock.advance(HOUR);
  expect(await brief()).toEqual(['NOT_FOUND']);
  await stage.byItself(tellEnded);
  await stage.byItself(tellEnded);
  expect(await stage.facts('appointment.ended')).toHaveLength(1);
});

test('an appointed rider counts as one of the grid when it is asked who is near', async () => {
  await checkedIn();
  await stage.sql(
    'update rider_position set location = st_setsrid(st_makepoint(?, ?), 4326), grid_id = null',
    [stage.here.point(0.5, 1.5).lng, stage.here.point(0.5, 1.5).lat],
  );
  /** What the engine counts for being in another grid. */
  const territory = async () => {
    await stage.here.seeRiders();
    await staff(
      `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`,
      { input: { kind: 'ERRAND', at: stage.here.told(0.5, 0.5), place: '门口' } },
    );
    await stage.byItself(dispatchStreet);
    const [row] = await stage.sql('select explanation from decision order by at desc limit 1');
    const at = stage.clock.now().toISOString();
    await stage.sql(
      `update offer set state = 'WITHDRAWN', answered_at = ? where state = 'PENDING'`,
      [at],
    );
    await stage.sql(`update service_request set state = 'CANCELLED', closed_at = ?`, [at]);
    stage.clock.advance(1_000);
    return row!.explanation.candidates[0].terms.territory;
  };
  expect(await territory()).toBeGreaterThan(0);
  await staff(APPOINT, { input: input() });
  expect(await territory()).toBe(0);
  stage.clock.advance(HOUR);
  expect(await territory()).toBeGreaterThan(0);
});

test('a revocation ends it within a second, with its reason, and open sockets are told', async () => {
  await checkedIn();
  const { id } = await staff(APPOINT, { input: input() });
  stage.clock.advance(1_000);
  expect(await brief()).not.toEqual(['NOT_FOUND']);
  expect(await staff(REVOKE, { id })).toMatchObject({ revokeReason: '任务结束' });
  stage.clock.advance(1_000);
  expect(await brief()).toEqual(['NOT_FOUND']);
  expect(await staff(REVOKE, { id })).toEqual(['APPOINTMENT_OVER']);
  await stage.byItself((ctx) => tellScope(ctx, { riderId: rider.id }));
  expect(await stage.facts('account.scope_changed')).toEqual([{ accountId: rider.accountId }]);
});

test('who leaves the community is appointed there no longer', async () => {
  await checkedIn();
  await staff(APPOINT, { input: input() });
  await stage.byItself((ctx) => endAppointments(ctx, { riderId: rider.id, communityId: west }));
  stage.clock.advance(1_000);
  expect(await brief()).toEqual(['NOT_FOUND']);
  expect(await stage.facts('appointment.revoked')).toHaveLength(1);
});

test.each([
  ['a term that is over', () => ({ until: '2020-01-01T00:00:00Z', from: '2019-01-01T00:00:00Z' })],
  ['a term that ends before it begins', () => ({ until: '2026-03-01T00:00:00Z' })],
  ['a term of ten years', () => ({ until: '2036-03-01T00:00:00Z' })],
])('%s is refused', async (_, more) => {
  await checkedIn();
  expect(await staff(APPOINT, { input: input(more()) })).toEqual(['INVALID_INPUT']);
});

test('one badge is worn by one rider at a time', async () => {
  await checkedIn();
  await staff(APPOINT, { input: input() });
  const other = await stage.here.rider();
  rider = other;
  asRider = await stage.signedIn(other.accountId);
  await checkedIn();
  expect(await staff(APPOINT, { input: input() })).toEqual(['BADGE_TAKEN']);
});

test('staff of another community see no appointment of this one, in SQL either', async () => {
  await checkedIn();
  const { id } = await staff(APPOINT, { input: input() });
  const [, east] = stage.here.communityIds;
  const other = await stage.asStaff('COMMUNITY_STAFF', [east!]);
  expect(await other('{ appointments { id } }')).toEqual([]);
  expect(await other(REVOKE, { id })).toEqual(['NOT_FOUND']);
  expect(await other(BRIEF, { gridId: grids[0]!.id })).toEqual(['NOT_FOUND']);
  const actor = stage.actor(stage.here, 'COMMUNITY_STAFF', { communityIds: [east!] });
  expect(await stage.seenBy(actor, 'select 1 from appointment')).toEqual([]);
});
