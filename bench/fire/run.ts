import { setTimeout as wait } from 'node:timers/promises';
import { Chance } from '../../src/demo/chance.ts';
import { stayFresh, type Person } from '../live/seeding.ts';
import { openGround, type Ground } from '../live/stage.ts';
import { LAWS, PREPARE, SPANS } from './laws.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { startPair, type Pair } from './pair.ts';
import { work } from './worker.ts';

export interface Fire {
  /** A PostgreSQL server where a database may be made. */
  readonly server: string;
  readonly workers: number;
  readonly requests: number;
  /** Between one kill and the next, at least and at most, a start of the service not counted. */
  readonly pauseMs: readonly [number, number];
  readonly seed: number;
}

export interface Outcome {
  readonly database: string;
  readonly seconds: number;
  readonly kills: number;
  readonly ledger: Ledger;
  /** Requests that nobody has ended, though there was time. */
  readonly unfinished: number;
  /** How often each law was broken. */
  readonly broken: Readonly<Record<string, number>>;
}

const RIDERS = 64;
const FRESH_MS = 15_000;
const LOOK_MS = 1_000;
const LOOKS = 60;
const QUIET_LOOKS = 3;
const DRAINED = 'outbox: not drained';
/** So long nothing may end before the work is called finished. */
const STALLED_MS = 60_000;
const TOKEN_MS = 300_000;

/** Works under fire until every request has ended, then judges by the database what came of it. */
export async function underFire({
  server,
  workers,
  requests,
  pauseMs,
  seed,
}: Fire): Promise<Outcome> {
  const ground = await openGround({ server, riders: RIDERS });
  await allowMany(ground);
  const ledger = openLedger();
  const pair = await startPair(ground, { chance: new Chance(seed), pauseMs });
  const fresh = setInterval(() => void stayFresh(ground.db), FRESH_MS);
  const tokenOf = keepTokens(ground);
  const began = performance.now();
  let over = false;
  const shifts = Array.from({ length: workers }, (_, nth) =>
    work({
      ...{ pair, ledger, tokenOf, requests, town: ground },
      chance: new Chance(seed * 1000 + nth),
      over: () => over,
    }),
  );
  const unfinished = ended(ground, ledger, requests).finally(() => (over = true));
  await Promise.all([...shifts, unfinished]);
  const seconds = (performance.now() - began) / 1000;
  clearInterval(fresh);
  const broken = await judge(ground, pair, ledger);
  const kills = pair.kills();
  await ground.remove();
  const { database } = ground;
  return { database, seconds, kills, ledger, unfinished: await unfinished, broken };
}

/** Riders are asked far more often here than a day allows, and at once. */
const allowMany = ({ db, streetId }: Ground) =>
  db.query(
    `insert into dispatch_policy (street_id, version, valid_from, policy)
     select street_id, max(version) + 1, now(), '{"offersPerDay": 1000000, "hold": {"ms": 0}}' from dispatch_policy
     where street_id = $1 group by street_id`,
    [streetId],
  );

function keepTokens({ tokenOf }: Ground) {
  const kept = new Map<string, { readonly token: Promise<string>; readonly untilMs: number }>();
  return (person: Person): Promise<string> => {
    const known = kept.get(person.accountId);
    if (known && known.untilMs > performance.now()) return known.token;
    const token = tokenOf(person);
    kept.set(person.accountId, { token, untilMs: performance.now() + TOKEN_MS });
    return token;
  };
}

/** Waits until nothing is left to do; says how much was left when nothing ended any more. */
async function ended({ db }: Ground, ledger: Ledger, requests: number): Promise<number> {
  let least = Infinity;
  let since = performance.now();
  for (;;) {
    await wait(LOOK_MS);
    const { rows } = await db.query<{ left: number }>(
      `select count(*)::int as left from service_request
       where state in ('OPEN', 'MATCHING', 'ASSIGNED', 'IN_PROGRESS')`,
    );
    const left = rows[0]!.left + requests - ledger.opened.length;
    if (left === 0) return 0;
    if (left < least) since = performance.now();
    least = Math.min(least, left);
    if (performance.now() - since > STALLED_MS) return left;
  }
}

/** What is left of facts that are to be numbered and reacted to, once it has been nothing for a while, or will not be: a reaction has facts of its own, and timers go on. */
async function leftOver({ db }: Ground): Promise<number> {
  const waiting = `select (${LAWS[DRAINED]}) + (${LAWS['reactions: failed']}) as left`;
  let left = 0;
  for (let [nth, quiet] = [0, 0]; nth < LOOKS && quiet < QUIET_LOOKS; nth++) {
    const { rows } = await db.query<{ left: string }>(waiting);
    left = Number(rows[0]!.left);
    quiet = left === 0 ? quiet + 1 : 0;
    await wait(LOOK_MS);
  }
  return left;
}

/** Once the facts have all been numbered and reacted to, both processes are stopped and the database is asked. */
async function judge(ground: Ground, pair: Pair, ledger: Ledger) {
  const { db } = ground;
  const left = await leftOver(ground);
  await pair.stop();
  await db.query(PREPARE, [JSON.stringify(ledger.acknowledged)]);
  await db.query(SPANS);
  const broken: Record<string, number> = {};
  for (const [law, sql] of Object.entries(LAWS)) {
    const { rows } = await db.query<Record<string, string>>(sql);
    broken[law] = Number(Object.values(rows[0]!)[0]);
  }
  // What a timer told while the processes ended waits for the next start.
  broken[DRAINED] = left;
  broken['answers without a stable code, or internal'] = ledger.untyped.length;
  broken['processes that ended by themselves'] = pair.fallen.length;
  ledger.untyped.push(...pair.fallen);
  return broken;
}
