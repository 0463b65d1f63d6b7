import { randomUUID } from 'node:crypto';
import { readDay, type Order } from './day.ts';
import { engineFigure } from './engine-figure.ts';
import { Ride, until, type Ledger } from './ride.ts';
import {
  instantOf,
  KIND,
  minuteOf,
  placeOf,
  prepareGround,
  signInStaff,
  type Setting,
} from './setting.ts';

export interface Played {
  readonly directory: string;
  readonly speed: number;
  readonly url: string;
  readonly print: (line: string) => void;
  /** Mean minutes from click to door to compare with; absent: what the engine's own benchmark says of the day. */
  readonly expect?: number | undefined;
}

const ENDED = new Set(['FULFILLED', 'CONFIRMED', 'CANCELLED', 'UNSERVED', 'HANDED_TO_BACKSTOP']);
const SETTLE_MS = 10_000;

/**
 * Plays a public day through the running service: couriers sign in as riders for their shift, each order is opened when it
 * was placed, offers are answered over real sockets. Prints what came of it; answers how many were lost or doubled.
 */
export async function playDay({ directory, speed, url, print, expect }: Played): Promise<number> {
  const day = readDay(directory);
  const staff = await signInStaff(url);
  const setting: Setting = { day, speed, url, staff, startMs: Date.now() + 1_000 };
  await prepareGround(setting);
  const ledger: Ledger = { orderOf: new Map(), accepted: new Map(), deliveries: [] };
  print(
    `${directory}: ${day.couriers.length} 名骑手 couriers, ${day.orders.length} 单 orders, ${speed}x`,
  );
  await Promise.all([
    ...day.couriers.map((courier) => new Ride(setting, courier, ledger).run()),
    ...day.orders.map((order) => open(setting, order, ledger)),
  ]);
  await until(Date.now() + SETTLE_MS / 2);
  const failed = await report(setting, ledger, print);
  await compare(directory, print, expect);
  return failed;
}

async function compare(
  directory: string,
  print: (line: string) => void,
  expect: number | undefined,
): Promise<void> {
  const own = expect === undefined ? await engineFigure(directory) : { ctd: expect };
  if (!own) return;
  const more =
    'p90' in own
      ? ` (p90 ${own.p90.toFixed(2)}, 未送达 undelivered ${own.undeliveredPct.toFixed(2)} %)`
      : '';
  print(`引擎自己的数字 the engine's own figure ${own.ctd.toFixed(2)} min${more}`);
}

async function open(setting: Setting, order: Order, { orderOf }: Ledger): Promise<void> {
  await until(instantOf(setting, order.placedAt));
  const point = (place: { x: number; y: number }) => {
    const [lng, lat] = placeOf(setting, place);
    return { lng, lat, crs: 'WGS84' };
  };
  const instant = (minute: number) => new Date(instantOf(setting, minute)).toISOString();
  const input = {
    kind: KIND,
    at: point(order),
    place: order.id,
    pickup: point(order.restaurant),
    pickupName: order.restaurant.id,
    readyAt: instant(order.readyAt),
    dueAt: instant(Math.max(order.readyAt + 1, order.placedAt + setting.day.targetMinutes)),
  };
  const { openRequest } = await setting.staff.ask<{ openRequest: { id: string } }>(
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
    { input, key: randomUUID() },
  );
  orderOf.set(openRequest.id, order);
}

async function report(
  setting: Setting,
  ledger: Ledger,
  print: (line: string) => void,
): Promise<number> {
  const states = await statesOf(setting, [...ledger.orderOf.keys()]);
  const lost = [...ledger.orderOf.keys()].filter((id) => !ENDED.has(states.get(id) ?? ''));
  const brought = Map.groupBy(ledger.deliveries, ({ requestId }) => requestId);
  const doubled = [...brought.values()].filter((times) => times.length > 1);
  const doors = ledger.deliveries
    .map(({ requestId, atMs }) => minuteOf(setting, atMs) - ledger.orderOf.get(requestId)!.placedAt)
    .toSorted((a, b) => a - b);
  const mean = doors.reduce((sum, minutes) => sum + minutes, 0) / doors.length;
  const p90 = doors[Math.floor(doors.length * 0.9)] ?? Number.NaN;
  print(`请求 requests ${ledger.orderOf.size}`);
  print(`送达 served ${brought.size}`);
  print(`点单到门 click-to-door ${mean.toFixed(2)} min (p90 ${p90.toFixed(2)})`);
  print(`社区兜底 handed to the backstop ${count(states, 'HANDED_TO_BACKSTOP')}`);
  print(`丢失 lost ${lost.length}`);
  print(`重复 doubled ${doubled.length}`);
  return lost.length + doubled.length;
}

const count = (states: ReadonlyMap<string, string>, wanted: string) =>
  [...states.values()].filter((state) => state === wanted).length;

async function statesOf({ staff }: Setting, ids: readonly string[]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (const id of ids) {
    const { request } = await staff.ask<{ request: { state: string } | null }>(
      'query ($id: ID!) { request(id: $id) { state } }',
      { id },
    );
    if (request) states.set(id, request.state);
  }
  return states;
}
