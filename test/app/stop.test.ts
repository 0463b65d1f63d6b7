import { randomUUID } from 'node:crypto';
import { openSocket } from '../support/raw-socket.ts';
import { startRunning, type Running } from '../support/running.ts';
import { until } from '../support/until.ts';
import { meal, OPEN } from './errands.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;

beforeEach(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterEach(() => running.stop());

const open = () => town.as('STREET_STAFF')(OPEN, { input: meal(town), key: randomUUID() });

test('what is under way at a stop is answered and kept; what comes later is not let in', async () => {
  // Over connections that are open already: what has not reached the service before the stop is not under way.
  await Promise.all(Array.from({ length: 40 }, () => town.as('STREET_STAFF')('{ me { id } }')));
  const answers = Array.from({ length: 40 }, open);
  await Promise.race(answers);
  const stopped = running.stop();
  for (const { data, errors } of await Promise.all(answers)) {
    expect(errors).toEqual([]);
    expect(data!.openRequest.code).toEqual(expect.any(String));
  }
  await stopped;
  await expect(fetch(`${running.address}/livez`)).rejects.toThrow('fetch failed');
});

test('who goes on asking over an open connection is answered until the connection is closed', async () => {
  let answered = 0;
  const asking = (async () => {
    for (;;) {
      const { errors, status } = await town.as('STREET_STAFF')('{ me { id } }');
      expect({ errors, status }).toEqual({ errors: [], status: 200 });
      answered++;
    }
  })();
  await until(() => answered > 0);
  await Promise.all([running.stop(), expect(asking).rejects.toThrow('fetch failed')]);
  expect(answered).toBeGreaterThan(1);
});

test('every socket is told that the service goes away, and one that does not listen holds nothing up', async () => {
  const sockets = await Promise.all(Array.from({ length: 20 }, () => openSocket(running)));
  for (const { begin, ask } of sockets) {
    await begin(town.tokens.STREET_STAFF);
    ask('1', 'subscription { assignmentFeed { type } }');
  }
  const deaf = await openSocket(running);
  await deaf.begin();
  deaf.socket.pause();
  await running.stop();
  for (const { closed } of sockets) expect(await closed).toBe(1001);
  deaf.socket.terminate();
});
