import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { forgetStops } from '../../src/domain/own-stops/sharing.ts';
import { DAY, HOUR, MINUTE, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

let stage: RiderDayStage;
let rider: { id: string; accountId: string };
let asRider: Awaited<ReturnType<RiderDayStage['signedIn']>>;

beforeEach(async () => {
  stage = await openRiderDayStage();
  rider = await stage.here.rider({ at: [0.1, 0.5] });
  asRider = await stage.signedIn(rider.accountId);
});
afterEach(() => stage.close());

const SHARE =
  'mutation ($stops: [OwnStopInput!]!) { shareOwnStops(stops: $stops) { clientKey nth state at { lng lat } } }';
const END =
  'mutation ($keys: [String!]!, $how: OwnStopEnd!) { endOwnStops(keys: $keys, how: $how) { clientKey state } }';

const after = (ms: number) => new Date(stage.clock.now().getTime() + ms).toISOString();
const stop = (key: string, x: number, y: number, more: object = {}) => ({
  key,
  at: stage.here.told(x, y),
  nth: 0,
  from: after(0),
  due: after(HOUR),
  ...more,
});

test('a round is shared in batches, and sharing again does nothing twice', async () => {
  const stops = [stop('B', 0.5, 0.5, { nth: 2 }), stop('A', 0.3, 0.5, { nth: 1 })];
  expect(await asRider(SHARE, { stops })).toMatchObject([
    { clientKey: 'A', state: 'AHEAD', at: stage.here.point(0.3, 0.5) },
    { clientKey: 'B', state: 'AHEAD' },
  ]);
  expect(await asRider(SHARE, { stops: [stop('C', 0.7, 0.5, { nth: 3 }), ...stops] })).toHaveLength(
    3,
  );
  expect(await asRider(END, { keys: ['A', 'X'], how: 'DELIVERED' })).toMatchObject([
    { clientKey: 'A', state: 'DELIVERED' },
    { state: 'AHEAD' },
    { state: 'AHEAD' },
  ]);
  expect(await asRider(SHARE, { stops })).toMatchObject([{ state: 'DELIVERED' }, {}, {}]);
  expect(await asRider(END, { keys: ['B'], how: 'REMOVED' })).toMatchObject([
    {},
    { clientKey: 'B', state: 'REMOVED' },
    {},
  ]);
  expect((await stage.facts('own_stops.changed')).at(-1)).toEqual({ riderId: rider.id, stops: 1 });
});

test.each<[string, () => object[]]>([
  ['a stop of tomorrow', () => [stop('A', 0.5, 0.5, { due: after(15 * HOUR) })]],
  ['a stop of the past', () => [stop('A', 0.5, 0.5, { from: after(-HOUR), due: after(-MINUTE) })]],
  ['a stop that is due before it begins', () => [stop('A', 0.5, 0.5, { from: after(2 * HOUR) })]],
  ['a key twice', () => [stop('A', 0.5, 0.5), stop('A', 0.6, 0.5)]],
  ['no stop', () => []],
  ['an hour and more at a door', () => [stop('A', 0.5, 0.5, { minutes: 61 })]],
])('%s is refused', async (_, stops) => {
  expect(await asRider(SHARE, { stops: stops() })).toEqual(['INVALID_INPUT']);
});

test('the round is forgotten with its day', async () => {
  await asRider(SHARE, { stops: [stop('A', 0.5, 0.5)] });
  stage.clock.advance(14 * HOUR - 1);
  await stage.byItself(forgetStops);
  expect(await stage.sql('select 1 from own_stop')).toHaveLength(1);
  stage.clock.advance(1);
  await stage.byItself(forgetStops);
  expect(await stage.sql('select 1 from own_stop')).toEqual([]);
  stage.clock.advance(DAY);
  expect(await asRider('{ myOwnStops { clientKey } }')).toEqual([]);
});

test('a rider whose round passes the door is asked before a nearer one whose round does not', async () => {
  const { here } = stage;
  const nearer = await here.rider({ at: [1.25, 0.5] });
  const staff = await stage.asStaff('STREET_STAFF');
  const round = [stop('door', 1, 0.5, { nth: 1 }), stop('beyond', 1.9, 0.5, { nth: 2 })];
  /** Asked for something at the same door: the one rider who is. */
  const chosen = async () => {
    await here.seeRiders();
    const at = stage.clock.now().toISOString();
    const input = { kind: 'ERRAND', at: here.told(1, 0.5), place: '门口' };
    const { id } = await staff(
      'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
      { input },
    );
    await stage.byItself(dispatchStreet);
    const [decision] = await stage.sql('select rider_ids from decision where request_id = ?', [id]);
    await stage.sql(`update offer set state = 'WITHDRAWN', answered_at = ?`, [at]);
    await stage.sql(`update service_request set state = 'CANCELLED', closed_at = ?`, [at]);
    return decision!.rider_ids;
  };
  await stage.sql(
    `update rider_position set location = st_setsrid(st_makepoint(?, ?), 4326) where rider_id = ?`,
    [here.point(0.65, 0.5).lng, here.point(0.65, 0.5).lat, rider.id],
  );
  expect(await chosen()).toEqual([nearer.id]);
  await asRider(SHARE, { stops: round });
  expect(await chosen()).toEqual([rider.id]);
  await asRider(END, { keys: ['door', 'beyond'], how: 'DELIVERED' });
  expect(await chosen()).toEqual([nearer.id]);
});

test('nobody else is shown a round: no other rider, no staff at a door, in SQL no other street', async () => {
  await asRider(SHARE, { stops: [stop('A', 0.5, 0.5)] });
  const other = await stage.here.rider();
  expect(await (await stage.signedIn(other.accountId))('{ myOwnStops { clientKey } }')).toEqual([]);
  const staff = await stage.asStaff('STREET_STAFF');
  expect(await staff('{ myOwnStops { clientKey } }')).toEqual(['NOT_FOUND']);
  const look = (street: 'here' | 'there', more: object) =>
    stage.seenBy(stage.actor(stage[street], 'RIDER', more), 'select 1 from own_stop');
  expect(await look('here', { riderId: other.id })).toEqual([]);
  expect(await look('there', { riderId: rider.id })).toEqual([]);
  expect(await look('here', { riderId: rider.id })).toHaveLength(1);
});
