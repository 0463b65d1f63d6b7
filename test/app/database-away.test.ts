import { expectRefused } from '../support/http-client.ts';
import { openLink, type Link } from '../support/link.ts';
import { startRunning, type Running } from '../support/running.ts';
import { until } from '../support/until.ts';
import { neighbour, openTown, type Town } from './town.ts';

let link: Link;
let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning({ through: async (url) => (link = await openLink(url)).url });
  town = await openTown(running, neighbour);
});
afterAll(async () => {
  await running.stop();
  await link.close();
});

const ready = async () => (await fetch(`${running.address}/readyz`)).status;

test('without its database it lives, is not ready, and asks to try again; it comes back by itself', async () => {
  await until(async () => (await ready()) === 200);
  link.cut();
  expect(await ready()).toBe(503);
  expect((await fetch(`${running.address}/livez`)).status).toBe(200);
  expectRefused(await town.as('STREET_STAFF')('{ street { name } }'), 'TRY_AGAIN');
  expectRefused(await town.as('RIDER')('mutation { startDuty { id } }'), 'TRY_AGAIN');
  link.mend();
  await until(async () => (await ready()) === 200);
  const { data } = await town.as('STREET_STAFF')('{ street { name } }');
  expect(data!.street.name).toBe('柳溪街道');
});
