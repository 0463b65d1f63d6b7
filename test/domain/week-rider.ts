import { randomUUID } from 'node:crypto';
import { distance as metresBetween, type LngLat } from '../../src/geo/point.ts';
import type { Say } from './week-town.ts';

/** What a rider has in hand, and where to go next for it. */
export interface Task {
  readonly id: string;
  readonly riderId: string;
  readonly residentId: string;
  readonly state: string;
  readonly pickup: LngLat;
  readonly dropoff: LngLat;
  readonly readyAt: Date;
}

interface Step {
  readonly text: string;
  readonly values: object;
}

const METRES_PER_MINUTE = 350;
/** What a stop takes, as metres that could have been ridden. */
const METRES_PER_STOP = 700;
const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }`;
const REPORT = `mutation ($batch: ReportPositionsInput!, $key: ID!) { reportPositions(batch: $batch, key: $key) { accepted } }`;
const step = (name: string) =>
  `mutation ($id: ID!, $at: DateTimeISO) { ${name}(assignmentId: $id, deviceAt: $at) { state } }`;
const RETURNED = `mutation ($id: ID!, $at: DateTimeISO) { advanceAssignment(assignmentId: $id, step: RETURNED, deviceAt: $at) { state } }`;
const NOBODY_HOME = `mutation ($id: ID!, $at: DateTimeISO) { fail(assignmentId: $id, reason: NOBODY_HOME, deviceAt: $at) { state } }`;

/** A rider with a phone: rides to the nearest stop, and says each step with the phone's own time, later when there is no network. */
export class WeekRider {
  onDuty = false;
  /** Steps said without network, kept by the phone in their order. */
  private readonly unsent: Step[] = [];
  private readonly fixes: object[] = [];
  /** What the phone knows of its tasks beyond what the office knows. */
  private readonly known = new Map<string, string>();

  constructor(
    readonly id: string,
    readonly say: Say,
    private at: LngLat,
  ) {}

  async startDuty(now: Date): Promise<void> {
    await this.say('mutation { startDuty { duty } }');
    this.onDuty = true;
    this.locate(now);
    await this.report();
  }

  async stopDuty(): Promise<void> {
    await this.say('mutation { stopDuty { duty } }');
    this.onDuty = false;
  }

  /** Says yes so often under one key. */
  async accept(offerId: string, times: number): Promise<void> {
    const values = { id: offerId, key: randomUUID() };
    for (let n = 0; n < times; n++) await this.say(ACCEPT, values);
  }

  /** The phone measures where it is. */
  locate(deviceAt: Date): void {
    const [lng, lat] = this.at;
    this.fixes.push({ lng, lat, accuracyM: 8, deviceAt });
  }

  /** Tells all positions that nobody was told yet. */
  report() {
    const batch = { crs: 'WGS84', fixes: this.fixes.splice(0) };
    return this.say(REPORT, { batch, key: randomUUID() });
  }

  /** Rides for so many minutes until now, and does what is to be done on arrival; whose door stays shut is told. */
  ride(
    tasks: readonly Task[],
    now: Date,
    { minutes, shut }: { minutes: number; shut: Set<string> },
  ) {
    let metres = METRES_PER_MINUTE * minutes;
    while (metres > 0) {
      const stops = tasks
        .map((task) => ({ ...task, state: this.known.get(task.id) ?? task.state }))
        .filter(
          ({ state, readyAt }) => state !== 'DONE' && (state !== 'ACCEPTED' || readyAt <= now),
        );
      const away = (stop: Task) =>
        metresBetween(this.at, isFetched(stop) ? stop.dropoff : stop.pickup);
      const [next] = stops.toSorted((a, b) => away(a) - away(b));
      if (!next) return;
      const goal = isFetched(next) ? next.dropoff : next.pickup;
      const far = away(next);
      this.at = towards(this.at, goal, metres);
      metres -= far + METRES_PER_STOP;
      if (away(next) > 1) return;
      const isHere = (one: Task) => isFetched(one) === isFetched(next) && away(one) <= 1;
      for (const one of stops.filter(isHere)) this.serve(one, now, shut);
    }
  }

  /** The phone sends what it kept, each step so often: it says again what it heard no answer to. */
  async send(times: number): Promise<void> {
    for (const { text, values } of this.unsent.splice(0))
      for (let n = 0; n < times; n++) await this.say(text, values);
    this.known.clear();
  }

  private serve({ id, state, residentId }: Task, at: Date, shut: Set<string>): void {
    const say = (text: string, now: string) => {
      this.unsent.push({ text, values: { id, at } });
      this.known.set(id, now);
    };
    if (state === 'ACCEPTED') say(step('pickUp'), 'PICKED_UP');
    else if (state === 'RETURNING') say(RETURNED, 'DONE');
    else if (shut.has(residentId)) say(NOBODY_HOME, 'DONE');
    else say(step('deliver'), 'DONE');
  }
}

const isFetched = ({ state }: Task): boolean => state === 'PICKED_UP';

function towards(from: LngLat, to: LngLat, metres: number): LngLat {
  const whole = metresBetween(from, to);
  if (whole <= metres) return to;
  const share = metres / whole;
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
}
