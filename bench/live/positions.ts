import { Pool } from 'pg';
import { cpuSeconds, round, type Figure } from './figures.ts';
import { asFastAsPossible } from './paced.ts';
import { connectAll, openHttp, openPhone } from './speaking.ts';
import type { Stage } from './stage.ts';

const REPORT = `mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }`;
const HANDS = 32;
const SECONDS = 6;
/** Each rider reports this often. */
const EVERY_S = 5;

/** Positions per second as phones tell them, one a call, beside a raw upsert of so many rows at a time. */
export async function measurePositions(stage: Stage): Promise<Figure[]> {
  const { riders, url, pid } = stage;
  const http = openHttp(url, 64);
  const tokens = await Promise.all(riders.map((rider) => stage.tokenOf(rider)));
  const { rows } = await stage.db.query<{ lng: number; lat: number }>(
    `select st_x(p.location) as lng, st_y(p.location) as lat from rider r
     join rider_position p on p.rider_id = r.id order by r.badge`,
  );
  /** A step of about three metres to and fro. */
  const reportOf = (turn: number) => {
    const index = turn % riders.length;
    const { lng, lat } = rows[index]!;
    const aside = (Math.floor(turn / riders.length) % 2) * 0.00003;
    const point = { lng: lng + aside, lat, crs: 'WGS84' };
    return { index, input: { point, accuracyM: 8, deviceAt: new Date().toISOString() } };
  };
  const tell = (turn: number) => {
    const { index, input } = reportOf(turn);
    return http.ask(tokens[index]!, REPORT, { input });
  };
  const figures: Figure[] = [];
  const most = await asFastAsPossible({ pid, hands: HANDS, seconds: SECONDS }, tell);
  figures.push({ what: 'positions, one a call', ...most });
  figures.push({ what: `positions of all every ${EVERY_S} s`, ...(await steadily(stage, tell)) });
  http.close();
  const phones = await connectAll(tokens, (token) => openPhone(url, token, REPORT));
  const say = (turn: number) => {
    const { index, input } = reportOf(turn);
    return phones[index]!.ask({ input });
  };
  figures.push({ what: 'the same over their sockets', ...(await steadily(stage, say)) });
  for (const phone of phones) phone.close();
  figures.push({ what: 'raw unnest upsert, one row', 'per second': await rawUpsert(stage, 1) });
  figures.push({ what: 'raw unnest upsert, 100 rows', 'per second': await rawUpsert(stage, 100) });
  return figures.map(({ perSecond, ...figure }) =>
    perSecond === undefined ? figure : { ...figure, 'per second': perSecond },
  );
}

/** At the rate at which this many riders report: how many calls were answered, and what is left of the processor. */
async function steadily({ riders, pid }: Stage, tell: (turn: number) => Promise<unknown>) {
  const perSecond = riders.length / EVERY_S;
  const began = performance.now();
  const before = cpuSeconds(pid);
  const running = new Set<Promise<unknown>>();
  let failed = 0;
  let turn = 0;
  while (performance.now() - began < SECONDS * 1_000) {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    for (; turn < due && running.size < 500; turn++) {
      const call = tell(turn)
        .catch(() => failed++)
        .finally(() => running.delete(call));
      running.add(call);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(running);
  const spent = (performance.now() - began) / 1_000;
  return {
    wanted: round(perSecond),
    perSecond: round(turn / spent),
    failed,
    cores: round((cpuSeconds(pid) - before) / spent),
  };
}

/** Rows per second of the plainest table that holds the same, written so many at a time by as many connections. */
async function rawUpsert({ databaseUrl }: Stage, rowsAtOnce: number): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(
    `create table if not exists raw_position (rider_id int primary key, location geometry(Point, 4326), accuracy_m real,
       device_at timestamptz, received_at timestamptz)`,
  );
  let written = 0;
  const until = performance.now() + SECONDS * 500;
  const hand = async (first: number) => {
    const ids = Array.from({ length: rowsAtOnce }, (_, i) => first * rowsAtOnce + i);
    while (performance.now() < until) {
      await pool.query(
        `insert into raw_position select id, st_setsrid(st_makepoint($2, $3), 4326), 8, now(), now() from unnest($1::int[]) id
         on conflict (rider_id) do update set location = excluded.location, accuracy_m = excluded.accuracy_m,
           device_at = excluded.device_at, received_at = excluded.received_at`,
        [ids, 118.75, 31.98],
      );
      written += rowsAtOnce;
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, first) => hand(first)));
  await pool.end();
  return round(written / (SECONDS / 2));
}
