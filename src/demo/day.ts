import { setTimeout as wait } from 'node:timers/promises';
import type { LngLat } from '../geo/point.ts';
import { contextFor, type Platform } from '../platform/context.ts';
import { Refusal } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { askForSomething, askWhetherItCame, lookAfter } from './asking.ts';
import type { Chance } from './chance.ts';
import { Courier, type Errand } from './courier.ts';
import type { Town } from './town.ts';

export interface DayParts {
  readonly chance: Chance;
  readonly log: Log;
  /** How many times faster than the clock people ride and work. */
  readonly speed: number;
}

const TICK_MS = 1_000;
/** Riders who are on duty at one time. */
const ON_DUTY = 26;
/** Each rider's phone tells the position once in so many ticks. */
const REPORT_TICKS = 6;
/** New requests stop while so many are under way. */
const MOST_LIVE = 24;
const ASK_EVERY_MS = 20_000;
/** How long people look at their phone before they answer, and staff wait before they ring up. */
const THINK_MS = 6_000;
/** How long it takes until somebody has looked after a person. */
const CARE_MS = 10 * 60_000;

/** Runs a day in town until it is stopped; whatever the product refuses is part of the day. */
export function startDay(
  platform: Platform,
  town: Town,
  parts: DayParts,
): { stop(): Promise<void> } {
  const world = { platform, town, chance: parts.chance };
  const couriers = town.riders.map((rider) => new Courier(rider, world));
  const stopping = new AbortController();
  const day = run(couriers, { platform, town, ...parts }, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await day;
    },
  };
}

type Day = DayParts & { platform: Platform; town: Town };

async function run(couriers: readonly Courier[], day: Day, signal: AbortSignal): Promise<void> {
  for (let tick = 0; !signal.aborted; tick++) {
    try {
      await live(couriers, day, tick);
    } catch (err) {
      day.log.warn({ err }, 'a moment of the demo day was lost');
    }
    await wait(TICK_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function live(couriers: readonly Courier[], day: Day, tick: number): Promise<void> {
  const { platform, town, chance, speed } = day;
  const present = await lookAround(platform, town);
  const nowMs = tick * TICK_MS * speed;
  await changeShifts(couriers, day);
  if (
    (present.live < MOST_LIVE && chance.happens((TICK_MS * speed) / ASK_EVERY_MS)) ||
    tick < MOST_LIVE / 3
  )
    await willingly(() => askForSomething(platform, town, chance));
  for (const requestId of present.delivered)
    await willingly(() => askWhetherItCame(platform, town, requestId));
  for (const alertId of present.alerts) await willingly(() => lookAfter(platform, town, alertId));
  for (const [index, courier] of couriers.entries()) {
    if (!courier.onDuty) continue;
    const offer = present.offers.find(({ rider_id }) => rider_id === courier.id);
    if (offer) await willingly(() => courier.answer(offer.id));
    const errands = present.errands.filter(({ riderId }) => riderId === courier.id);
    await willingly(() => courier.live(TICK_MS * speed, nowMs, errands));
    if ((tick + index) % REPORT_TICKS === 0) await willingly(() => courier.report());
  }
}

async function changeShifts(couriers: readonly Courier[], { chance }: Day): Promise<void> {
  const working = couriers.filter(({ onDuty }) => onDuty);
  const resting = couriers.filter(({ onDuty }) => !onDuty);
  if (working.length < ON_DUTY) await willingly(() => chance.pick(resting).goOnDuty());
  else if (chance.happens(0.004)) await willingly(() => chance.pick(working).goOffDuty());
}

/** A refusal is an answer, not an accident. */
async function willingly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

interface Present {
  readonly live: number;
  readonly offers: readonly { id: string; rider_id: string }[];
  readonly errands: readonly Errand[];
  readonly delivered: readonly string[];
  readonly alerts: readonly string[];
}

async function lookAround(platform: Platform, { street }: Town): Promise<Present> {
  const { em, now } = contextFor(platform, street);
  const thought = new Date(now.getTime() - THINK_MS).toISOString();
  const offers = await em.execute<{ id: string; rider_id: string }[]>(
    `select id, rider_id from offer where state = 'PENDING' and offered_at < ?`,
    [thought],
  );
  const errands = await em.execute<ErrandRow[]>(
    `select a.id, a.rider_id, a.state, r.resident_id is not null as known, st_x(r.pickup) as px, st_y(r.pickup) as py, st_x(r.dropoff) as dx, st_y(r.dropoff) as dy
     from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
     where a.live and (a.retry_at is null or a.retry_at <= ?)
     order by a.picked_up_at nulls last, a.accepted_at`,
    [now.toISOString()],
  );
  const requests = await em.execute<{ id: string; waits: boolean; rung: boolean }[]>(
    `select r.id, r.state <> 'FULFILLED' and r.ready_at <= ? as waits, r.state = 'FULFILLED' and exists (select 1 from assignment a where a.street_id = r.street_id
       and a.request_id = r.id and a.state = 'DONE' and a.ended_at < ?) as rung
     from service_request r where r.state not in ('CONFIRMED','CANCELLED','UNSERVED')`,
    [now.toISOString(), thought],
  );
  const alerts = await em.execute<{ id: string }[]>(
    `select id from care_alert where state <> 'RESOLVED' and raised_at < ?`,
    [new Date(now.getTime() - CARE_MS).toISOString()],
  );
  return {
    offers,
    errands: errands.map(errandOf),
    live: requests.filter(({ waits }) => waits).length,
    delivered: requests.filter(({ rung }) => rung).map(({ id }) => id),
    alerts: alerts.map(({ id }) => id),
  };
}

interface ErrandRow {
  id: string;
  rider_id: string;
  state: Errand['state'];
  known: boolean;
  px: number | null;
  py: number | null;
  dx: number;
  dy: number;
}

const errandOf = ({ id, rider_id, state, known, px, py, dx, dy }: ErrandRow): Errand => ({
  assignmentId: id,
  riderId: rider_id,
  state,
  hasResident: known,
  pickup: px === null || py === null ? null : ([px, py] as LngLat),
  dropoff: [dx, dy],
});
