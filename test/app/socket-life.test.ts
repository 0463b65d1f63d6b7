import { jest } from '@jest/globals';
import { ACCESS_TOKEN_MS } from '../../src/domain/access/rules.ts';
import { openSocket, type RawSocket } from '../support/raw-socket.ts';
import { startRunning, type Running } from '../support/running.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;
let raw: RawSocket;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterAll(() => running.stop());
beforeEach(async () => {
  raw = await openSocket(running);
});
afterEach(() => raw.socket.terminate());

const FOLLOW = 'subscription { assignmentFeed { type } }';
const HEAD = { data: { assignmentFeed: { type: 'HEAD' } } };
const kilobytes = (count: number) => 'x'.repeat(count * 1024);

test('an oversize frame closes with 1009, and hundreds of them say nothing in the log', async () => {
  const printed = jest.spyOn(console, 'error');
  for (let flood = 0; flood < 300; flood++) {
    const { say, closed } = await openSocket(running);
    say(kilobytes(65));
    expect(await closed).toBe(1009);
  }
  expect(running.logged).toEqual([]);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

test('a page of another origin opens no socket, our own does', async () => {
  await expect(openSocket(running, { origin: 'https://elsewhere.example' })).rejects.toThrow('401');
  const own = await openSocket(running, { origin: running.address });
  await own.begin();
  own.socket.terminate();
});

test('a subscription goes on until it is completed, and then no more', async () => {
  await raw.begin(town.tokens.STREET_STAFF);
  for (const id of ['1', '2']) {
    raw.ask(id, FOLLOW);
    expect(await raw.hear()).toEqual({ id, type: 'next', payload: HEAD });
  }
  raw.say({ id: '1', type: 'complete' });
  await town.as('RIDER')('mutation { startDuty { id } }');
  await town.as('RIDER')('mutation { stopDuty { id } }');
  for (let told = 0; told < 2; told++)
    expect(await raw.hear()).toMatchObject({ id: '2', type: 'next' });
});

test('the twenty-first operation at a time is refused, the twenty go on', async () => {
  await raw.begin(town.tokens.STREET_STAFF);
  for (let id = 1; id <= 20; id++) raw.ask(`${id}`, FOLLOW);
  for (let id = 1; id <= 20; id++) expect(await raw.hear()).toMatchObject({ payload: HEAD });
  raw.ask('21', FOLLOW);
  expect(await raw.hear()).toMatchObject({
    id: '21',
    type: 'error',
    payload: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }],
  });
  raw.say({ id: '1', type: 'complete' });
  raw.ask('22', FOLLOW);
  expect(await raw.hear()).toMatchObject({ id: '22', payload: HEAD });
});

test('a refusal that comes before the answer leaves the socket open', async () => {
  await raw.begin(town.tokens.STREET_STAFF);
  raw.ask(
    '1',
    'mutation { enrolRider(input: { badge: "1", name: "1", organizationId: "1", vehicle: CAR }, idempotencyKey: "short") { id } }',
  );
  expect(await raw.hear()).toMatchObject({
    type: 'next',
    payload: { errors: [{ extensions: { code: 'INVALID_INPUT' } }] },
  });
  expect(await raw.hear()).toEqual({ id: '1', type: 'complete' });
});

test.each(['signing out', 'being given another scope'])(
  '%s closes the socket with 4403',
  async (how) => {
    const token = await town.signIn('COMMUNITY_STAFF');
    await raw.begin(token);
    raw.ask('1', FOLLOW);
    expect(await raw.hear()).toMatchObject({ payload: HEAD });
    if (how === 'signing out') await town.with(token)('mutation { signOut }');
    else
      await town.as('STREET_STAFF')(
        'mutation ($id: ID!, $to: [ID!]!) { changeAccountScope(id: $id, communityIds: $to) { id } }',
        { id: town.accounts.COMMUNITY_STAFF.id, to: [await town.idOf('community')] },
      );
    expect(await raw.closed).toBe(4403);
  },
);

test('a socket lives no longer than its token', async () => {
  await raw.begin(await town.signIn('RIDER'));
  const { clock } = running;
  const token = await town.signIn('RIDER');
  clock.advance(ACCESS_TOKEN_MS - 300);
  const late = await openSocket(running);
  await late.begin(token);
  expect(await late.closed).toBe(4403);
});
