import { openSocket, type RawSocket } from '../support/raw-socket.ts';
import { startRunning, type Running } from '../support/running.ts';

let running: Running;
let raw: RawSocket;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());
beforeEach(async () => {
  raw = await openSocket(running);
});
afterEach(() => raw.socket.terminate());

const INIT = { type: 'connection_init' };
const question = (query: string, id = '1') => ({ id, type: 'subscribe', payload: { query } });
/** Asks for what only staff may follow: it is there, and nobody has signed in. */
const FOLLOW = 'subscription { assignmentFeed { cursor } }';

test('another subprotocol is not spoken', async () => {
  const other = await openSocket(running, { protocol: '' });
  expect(await other.closed).toBe(4406);
});

test('who does not say anything is not waited for', async () => {
  expect(await raw.closed).toBe(4408);
});

test.each([
  ['a second beginning', 4429, [INIT, INIT]],
  ['a token that is not ours', 4403, [{ ...INIT, payload: { token: 'x.y.z' } }]],
  ['a question before the beginning', 4401, [question('{ __typename }')]],
  ['what is not JSON', 4400, ['{']],
  ['an unknown type', 4400, [{ type: 'hello' }]],
])('%s closes with %i', async (_, code, messages) => {
  raw.say(...messages);
  expect(await raw.closed).toBe(code);
});

test('an id that is in use closes with 4409', async () => {
  await raw.begin();
  raw.say(question('{ __typename }'), question('{ __typename }'));
  expect(await raw.closed).toBe(4409);
});

test('a ping is answered with what it carries, before the beginning too', async () => {
  raw.say({ type: 'ping', payload: { at: 7 } });
  expect(await raw.hear()).toEqual({ type: 'pong', payload: { at: 7 } });
});

test('a question gets one answer, and its id may be used again', async () => {
  await raw.begin();
  for (let round = 0; round < 2; round++) {
    raw.say(question('{ __typename }'));
    expect(await raw.hear()).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { __typename: 'Query' } },
    });
    expect(await raw.hear()).toEqual({ id: '1', type: 'complete' });
  }
});

test('a bad question gets one list of errors and nothing more, and its id may be used again', async () => {
  await raw.begin();
  for (const query of ['{ nothingOfThisName }', '{', FOLLOW]) {
    raw.say(question(query));
    const { type, payload } = await raw.hear();
    const errors = type === 'error' ? payload : payload.errors;
    expect(errors).toEqual([expect.objectContaining({ extensions: expect.anything() })]);
    if (type === 'next') expect(await raw.hear()).toEqual({ id: '1', type: 'complete' });
  }
});

test('a refusal while it is answered comes inside the answer', async () => {
  await raw.begin();
  raw.say(question('{ me { id } }'));
  expect(await raw.hear()).toMatchObject({
    type: 'next',
    payload: { data: null, errors: [{ extensions: { code: 'NOT_SIGNED_IN' } }] },
  });
});
