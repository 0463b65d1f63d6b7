import { fork } from 'node:child_process';
import type { Figure } from './figures.ts';
import { asFastAsPossible } from './paced.ts';
import { PEER, seedReadings } from './peer-schema.ts';
import { placeAt } from './seeding.ts';
import { openHttp } from './speaking.ts';
import type { Stage } from './stage.ts';

const HANDS = 8;
const SECONDS = 6;
const NEARBY = `query ($point: PointInput!) { nearbyTasks(point: $point, first: 10) {
  requestId dueAt load distanceBand kind { code name } grid { id name } } }`;
const NEARBY_PEER = `query ($lng: Float!, $lat: Float!) { nearbyTasks(lng: $lng, lat: $lat, most: 10) { nodes {
  requestId dueAt load distanceM kindCode kindName gridId gridName } } }`;
const COVERAGE = `query ($from: DateTimeISO!, $until: DateTimeISO!) {
  gridCoverage(from: $from, until: $until, minutes: 15, k: 1, weight: HOUSEHOLDS) { grids { grid { id name } share } } }`;
const COVERAGE_PEER = `query ($from: Datetime!, $until: Datetime!) {
  gridCoverage(since: $from, until: $until, minutes: 15, k: 1) { nodes { gridId name share } } }`;

/** Reads per second by GraphQL over HTTP, beside PostGraphile on the same database, which knows no sign-in and no walls here. */
export async function measureReads(stage: Stage): Promise<Figure[]> {
  await seedReadings(stage);
  await stage.db.query(PEER);
  const own = openHttp(stage.url, HANDS);
  const rider = await stage.tokenOf(stage.riders[0]!);
  const analyst = await stage.tokenOf(stage.analyst);
  const until = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  const week = {
    from: new Date(until.getTime() - 7 * 86_400_000).toISOString(),
    until: until.toISOString(),
  };
  const figures: Figure[] = [];
  const measure = async (what: string, pid: number, ask: (n: number) => Promise<unknown>) => {
    const { perSecond, ...rest } = await asFastAsPossible(
      { pid, hands: HANDS, seconds: SECONDS },
      ask,
    );
    figures.push({ what, 'per second': perSecond, ...rest });
  };
  await measure('nearbyTasks', stage.pid, (n) => own.ask(rider, NEARBY, { point: placeAt(n) }));
  await measure('gridCoverage of a week', stage.pid, () => own.ask(analyst, COVERAGE, week));
  own.close();
  const peer = fork(new URL('../peers/postgraphile.ts', import.meta.url), [stage.databaseUrl]);
  const port = await new Promise<number>((resolve) => peer.once('message', resolve as never));
  const other = openHttp(`http://127.0.0.1:${port}`, HANDS);
  await measure('nearbyTasks by PostGraphile', peer.pid!, (n) =>
    other.ask('', NEARBY_PEER, { lng: placeAt(n).lng, lat: placeAt(n).lat }),
  );
  await measure('gridCoverage by PostGraphile', peer.pid!, () =>
    other.ask('', COVERAGE_PEER, week),
  );
  other.close();
  peer.kill();
  return figures;
}
