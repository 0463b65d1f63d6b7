import { randomUUID } from 'node:crypto';
import { arrayOf } from '../../src/domain/requests/ids.ts';
import { OPEN_PLAN } from './plans-stage.ts';
import type { Task } from './week-rider.ts';
import { dayOf, together, type WeekTown } from './week-town.ts';

/** What is particular to a noon. */
export interface Noon {
  /** Called each five minutes, by the street's clock. */
  readonly meanwhile?: (time: string) => Promise<void>;
  /** Riders who are not to be heard. */
  readonly silent?: ReadonlySet<string>;
  /** Elders whom nobody finds, the community neither. */
  readonly unfound?: ReadonlySet<string>;
  /** No call arrives from then until then. */
  readonly loss?: readonly [string, string];
}

const STEP_MINUTES = 5;
const PLAN_FROM = '11:00';

/** Two lunches: each canteen cooks for the elders of its half; the second is not cooked on holidays. */
export async function openPlans({ staff, elders, canteens }: WeekTown): Promise<string[]> {
  const half = elders.length / 2;
  const plans = [
    { ready: PLAN_FROM, due: '12:30', onHoliday: 'SERVE', of: elders.slice(0, half) },
    { ready: '11:30', due: '13:00', onHoliday: 'SKIP', of: elders.slice(half) },
  ];
  const ids: string[] = [];
  for (const [n, { of, ...plan }] of plans.entries()) {
    const members = of.map((residentId) => ({ residentId }));
    const common = { kind: 'MEAL', name: `${n + 1}号食堂午餐`, rule: 'FREQ=DAILY', from: dayOf(0) };
    const input = { ...common, ...plan, members, pickupStationId: canteens[n] };
    ids.push((await staff(OPEN_PLAN, { input, key: randomUUID() })).id);
  }
  return ids;
}

/** A noon from the riders' first steps until nothing is left to bring. Each rider is off on one day of the week. */
export async function liveNoon(town: WeekTown, day: number, noon: Noon = {}): Promise<void> {
  const { riders, clock } = town;
  await town.goTo(day, '10:20');
  const working = riders.filter((_, n) => n % 7 !== day);
  for (const rider of working) if (!noon.silent?.has(rider.id)) await rider.startDuty(clock.now());
  await town.told();
  for (let minute = 25; minute <= 280; minute += STEP_MINUTES) {
    const time = timeOf(minute);
    const isCut = !!noon.loss && time >= noon.loss[0] && time < noon.loss[1];
    const moment: Moment = {
      isCut,
      says: noon.loss ? 2 : 1,
      silent: noon.silent ?? new Set(),
      unfound: noon.unfound ?? new Set(),
    };
    await town.goTo(day, time, () => ride(town, moment));
    await noon.meanwhile?.(time);
    if (!isCut) await answer(town, moment);
    if (!isCut && (await isServed(town, time, moment))) break;
  }
  for (const rider of working)
    if (rider.onDuty && !noon.silent?.has(rider.id)) await rider.stopDuty();
  await town.told();
}

const timeOf = (minute: number): string =>
  `${10 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

interface Moment {
  readonly isCut: boolean;
  /** How often a phone says each thing: twice on a day on which answers are lost. */
  readonly says: number;
  readonly unfound: ReadonlySet<string>;
  readonly silent: ReadonlySet<string>;
}

const heardIn = ({ riders }: WeekTown, { silent }: Moment) =>
  riders.filter(({ id, onDuty }) => onDuty && !silent.has(id));

/** Riders ride on, and tell where they are and what they did, if their phones reach anybody. */
async function ride(town: WeekTown, moment: Moment): Promise<void> {
  const now = town.clock.now();
  const tasks = Map.groupBy(await tasksOf(town), ({ riderId }) => riderId);
  await together(heardIn(town, moment), async (rider) => {
    rider.ride(tasks.get(rider.id) ?? [], now, { minutes: STEP_MINUTES, shut: town.shut });
    rider.locate(now);
    if (moment.isCut) return;
    await rider.send(moment.says);
    await rider.report();
  });
  await town.told();
}

/** Riders say yes to what they are asked, one thing after another, and communities do what they were handed. */
async function answer(town: WeekTown, moment: Moment): Promise<void> {
  const heard = new Map(heardIn(town, moment).map((rider) => [rider.id, rider]));
  for (let waves = 0; waves < 4; waves++) {
    const offers = await town.rows<{ id: string; rider_id: string }>(
      `select min(id::text) as id, rider_id from offer where state = 'PENDING' group by bundle_id, rider_id order by 1`,
    );
    const asked = offers.filter(({ rider_id }) => heard.has(rider_id));
    if (asked.length === 0) break;
    await together(asked, ({ id, rider_id }) => heard.get(rider_id)!.accept(id, moment.says));
    await town.told();
  }
  await fulfilHandedOver(town, moment);
}

/** The community brings what it was handed, one round of a few doors each five minutes. */
async function fulfilHandedOver({ community, rows }: WeekTown, { unfound }: Moment) {
  const handed = await rows<{ id: string }>(
    `select id from service_request where state = 'HANDED_TO_BACKSTOP' and resident_id <> all (?::uuid[])
     order by due_at, id limit 10`,
    [arrayOf([...unfound])],
  );
  for (const { id } of handed)
    await community(
      `mutation ($id: ID!) { fulfilByCommunity(requestId: $id, note: "网格员送到家中") { state } }`,
      { id },
    );
}

interface Row extends Omit<Task, 'pickup' | 'dropoff' | 'readyAt'> {
  readonly px: number;
  readonly py: number;
  readonly dx: number;
  readonly dy: number;
  readonly ready: string;
}

async function tasksOf({ rows, clock }: WeekTown): Promise<Task[]> {
  const found = await rows<Row>(
    `select a.id, a.rider_id as "riderId", r.resident_id as "residentId", a.state, r.ready_at as ready,
       st_x(r.pickup) as px, st_y(r.pickup) as py, st_x(r.dropoff) as dx, st_y(r.dropoff) as dy
     from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
     where a.live and coalesce(a.retry_at <= ?, true)`,
    [clock.now().toISOString()],
  );
  return found.map(({ px, py, dx, dy, ready, ...task }) => ({
    ...task,
    pickup: [px, py],
    dropoff: [dx, dy],
    readyAt: new Date(ready),
  }));
}

async function isServed({ rows }: WeekTown, time: string, { unfound }: Moment): Promise<boolean> {
  if (time < '11:40') return false;
  const [left] = await rows<{ left: boolean }>(
    `select exists (select from service_request where state not in ('FULFILLED','CANCELLED','CONFIRMED','UNSERVED')
         and resident_id <> all (?::uuid[])) or exists (select from assignment where live) as left`,
    [arrayOf([...unfound])],
  );
  return !left!.left;
}
