import { randomUUID } from 'node:crypto';
import type { LngLat } from '../geo/point.ts';
import { Api, Refused } from './api.ts';
import type { Courier, PublicDay } from './day.ts';

/** Where and how fast a public day is played. */
export interface Setting {
  readonly url: string;
  /** How many times faster than the day itself. */
  readonly speed: number;
  readonly day: PublicDay;
  readonly staff: Api;
  readonly startMs: number;
}

/** The middle of the demo's drill ground. */
const MIDDLE: LngLat = [118.8, 32];
const METRES_PER_DEGREE = 111_195;
/** What the engine reckons with for an electric bicycle: metres a second through town, and road metres per straight metre. */
const ENGINE_MPS = 5;
const ENGINE_DETOUR = 1.35;
/** Numbers in minutes, milliseconds or per hop that must shrink with the day, as the ways do. */
const SHRINKING = {
  offerAheadMs: 3_600_000,
  lateGraceMs: 1_800_000,
  waveCostMinutes: 30,
  fairnessMaxMinutes: 5,
  tellAheadMs: 120_000,
  // A bundle of a public day is of one restaurant.
  bundle: { freshMs: 3_600_000, sameBuildingM: 0, detourMs: 0 },
  territory: { stepMs: 60_000 },
  weights: { declineMinutes: 2, continuityMinutes: 3, territoryPerHop: 0.25 },
};
/** As in the benchmark of the engine: bundles, asked when the courier must leave. */
const COURIERS = { maxBundle: 4, commit: 'AT_DEPARTURE', hold: { ms: 0 }, offersPerDay: 10_000 };
const WEIGHTS = { added: 0.15, waiting: 1, late: 1, fairness: 0.02 };
export const KIND = 'DRILL_MEAL';
/** As the crow flies on the ground. */
export const GROUND_MPS = ENGINE_MPS / ENGINE_DETOUR;
const PASSWORD = 'hongqiao-2026';
const STAFF = 'dispatch@drill';

export const signInStaff = (url: string): Promise<Api> => Api.signIn(url, STAFF, PASSWORD);

/** A minute of the day as an instant of the clock on the wall. */
export const instantOf = ({ day, speed, startMs }: Setting, minute: number): number =>
  startMs + ((minute - firstMinute(day)) * 60_000) / speed;

/** An instant as a minute of the day. */
export const minuteOf = ({ day, speed, startMs }: Setting, ms: number): number =>
  firstMinute(day) + ((ms - startMs) * speed) / 60_000;

const firstMinute = ({ couriers, orders }: PublicDay): number =>
  Math.min(...couriers.map(({ onAt }) => onAt), ...orders.map(({ placedAt }) => placedAt));

/**
 * A place of the day on the ground: drawn so small that the engine, which knows the clock on the wall only, reckons with
 * the same share of the day for each way as the day itself does.
 */
export function placeOf({ day, speed }: Setting, { x, y }: { x: number; y: number }): LngLat {
  const metres = (day.metresPerMinute / 60) * speed;
  const scale = GROUND_MPS / metres / METRES_PER_DEGREE;
  const [lng, lat] = MIDDLE;
  return [lng + (x * scale) / Math.cos((lat * Math.PI) / 180), lat + y * scale];
}

/** Gives the drill ground a kind and a policy whose times are those of the day, as fast as it is played. */
export async function prepareGround({ staff, day, speed }: Setting): Promise<void> {
  const secondsOf = (minutes: number) => Math.max(1, Math.round((minutes * 60) / speed));
  const kind = {
    code: KIND,
    name: '演练送餐',
    nameEn: 'Meal of a drill',
    needsPickup: true,
    minTrust: 1,
    serviceMinutes: Math.max(1, Math.ceil(day.dropoffMinutes / speed)),
    serviceSeconds: secondsOf(day.dropoffMinutes),
    pickupSeconds: secondsOf(day.pickupMinutes),
    load: 1,
    tier: 1,
    windowMinutes: 60,
    offerSeconds: 30,
    waveSize: 1,
    backstopMinutes: 60,
  };
  await staff.ask(
    'mutation ($input: RequestKindInput!) { setRequestKind(input: $input) { code } }',
    {
      input: kind,
    },
  );
  await staff.ask(
    'mutation ($policy: JSON!, $reason: String!) { setDispatchPolicy(policy: $policy, reason: $reason) }',
    {
      policy: drillPolicy(speed),
      reason: `演练 drill ${speed}x`,
    },
  );
}

function drillPolicy(speed: number): object {
  const { weights, ...others } = shrunk(SHRINKING, speed);
  return { ...others, ...COURIERS, weights: { ...Object(weights), ...WEIGHTS } };
}

type Numbers = { readonly [name: string]: number | Numbers };

const shrunk = (numbers: Numbers, speed: number): Numbers =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === 'number' ? value / speed : shrunk(value, speed),
    ]),
  );

/** Takes the courier into the roster, unless an earlier day did, and signs in as a rider. */
export async function signInCourier({ staff, url }: Setting, courier: Courier): Promise<Api> {
  const login = `${courier.id}@drill`;
  const input = {
    name: courier.id,
    badge: courier.id,
    organizationId: await siteOf(staff),
    vehicle: 'E_BIKE',
    login,
    password: PASSWORD,
    capacity: 4,
    trustLevel: 2,
  };
  try {
    await staff.ask(
      `mutation ($input: EnrolRiderInput!, $key: ID!) { enrolRider(input: $input, idempotencyKey: $key) { id } }`,
      { input, key: randomUUID() },
    );
  } catch (error) {
    if (!(error instanceof Refused) || !error.code.endsWith('_TAKEN')) throw error;
  }
  return Api.signIn(url, login, PASSWORD);
}

async function siteOf(staff: Api): Promise<string> {
  const { organizations } = await staff.ask<{ organizations: { id: string }[] }>(
    `{ organizations(kind: SITE) { id } }`,
  );
  return organizations[0]!.id;
}
