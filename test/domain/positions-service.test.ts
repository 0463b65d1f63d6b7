import { drillGround, openTown, type Town } from '../app/town.ts';
import { startRunning, type Running } from '../support/running.ts';

let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, drillGround);
});
afterAll(() => running.stop());

const NEAREST = `query ($point: PointInput!) { nearestRiders(point: $point) { position { stale accuracyM } } }`;

test('the running service takes positions by GraphQL and from a phone with OwnTracks', async () => {
  const [rider, staff] = [town.as('RIDER'), town.as('STREET_STAFF')];
  await rider('mutation { startDuty { id } }');
  const { crs, ...centre } = town.centre;
  const deviceAt = running.clock.now().toISOString();
  const told = await rider(
    'mutation ($batch: ReportPositionsInput!) { reportPositions(batch: $batch, key: "k") { accepted } }',
    { batch: { crs, fixes: [{ ...centre, accuracyM: 9, deviceAt }] } },
  );
  expect(told.data).toEqual({ reportPositions: { accepted: 1 } });
  running.clock.advance(5_000);
  const issued = await rider('mutation { issueTrackerToken(device: "OwnTracks") { token path } }');
  const { token, path } = issued.data!.issueTrackerToken as { token: string; path: string };
  const message = {
    _type: 'location',
    tst: running.clock.now().getTime() / 1000,
    lat: centre.lat,
    lon: centre.lng,
    acc: 4,
  };
  const post = (password: string) =>
    fetch(`${running.address}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`me:${password}`).toString('base64')}`,
      },
      body: JSON.stringify(message),
    });
  const answer = await post(token);
  expect([answer.status, await answer.json()]).toEqual([200, []]);
  expect((await post('hqt_wrong-wrong-wrong')).status).toBe(401);
  const seen = await staff(NEAREST, { point: town.centre });
  expect(seen.data!.nearestRiders).toEqual([{ position: { stale: false, accuracyM: 4 } }]);
  expect(running.logged.join('')).not.toContain(token);
});
