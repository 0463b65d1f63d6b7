import { Inspection } from '../invalid.ts';

/** When a place may be visited and how long that takes; one unit of time for all. */
export interface Visit {
  readonly opensAt: number;
  readonly closesAt: number;
  readonly service: number;
}

/** Something to be fetched and brought by one and the same vehicle. */
export interface Job {
  readonly pickup: Visit;
  readonly dropoff: Visit;
  readonly units: number;
}

/** Somebody who can do a round: from when, until when, with how much at once. */
export interface Vehicle {
  readonly beginsAt: number;
  readonly endsAt: number;
  readonly capacity: number;
  /** How much it may take on in the whole round; absent means any amount. */
  readonly inAll?: number;
  /** Vehicles of the same pace share their legs. */
  readonly pace: number;
}

/** What a round is searched for; see `nodesOf` for how places are numbered. */
export interface RoundInput {
  readonly jobs: readonly Job[];
  readonly vehicles: readonly Vehicle[];
  /** Length of the way between two nodes at a pace, which is its duration as well. */
  leg(from: number, to: number, pace: number): number;
  allows(job: number, vehicle: number): boolean;
  /** Vehicles of one kind can stand in for each other. */
  kindOf(vehicle: number): number;
}

/** The same in flat arrays. Nodes: 2j fetches job j, 2j + 1 brings it; then, vehicle by vehicle, where it begins and ends. */
export interface RoundProblem {
  readonly jobs: number;
  readonly vehicles: number;
  readonly nodes: number;
  /** For each vehicle the legs by `from * nodes + to`. */
  readonly legs: readonly Float64Array[];
  readonly opensAt: Float64Array;
  readonly closesAt: Float64Array;
  readonly service: Float64Array;
  /** What a visit adds to the load. */
  readonly demand: Float64Array;
  readonly capacity: Float64Array;
  readonly inAll: Float64Array;
  /** By `job * vehicles + vehicle`: 1 when the vehicle may do the job. */
  readonly allowed: Uint8Array;
  readonly kind: Int32Array;
}

/** The problem laid out for the search; throws `InvalidModel` naming everything that is wrong with it. */
export function roundProblem(input: RoundInput): RoundProblem {
  inspect(input);
  const { jobs, vehicles } = input;
  const nodes = 2 * (jobs.length + vehicles.length);
  const visits = [
    ...jobs.flatMap(({ pickup, dropoff }) => [pickup, dropoff]),
    ...vehicles.flatMap(({ beginsAt, endsAt }) => [
      { opensAt: beginsAt, closesAt: endsAt, service: 0 },
      { opensAt: beginsAt, closesAt: endsAt, service: 0 },
    ]),
  ];
  const demand = new Float64Array(nodes);
  for (const [index, { units }] of jobs.entries()) {
    demand[2 * index] = units;
    demand[2 * index + 1] = -units;
  }
  return {
    jobs: jobs.length,
    vehicles: vehicles.length,
    nodes,
    legs: legsOf(input, nodes),
    opensAt: Float64Array.from(visits, ({ opensAt }) => opensAt),
    closesAt: Float64Array.from(visits, ({ closesAt }) => closesAt),
    service: Float64Array.from(visits, ({ service }) => service),
    demand,
    capacity: Float64Array.from(vehicles, ({ capacity }) => capacity),
    inAll: Float64Array.from(vehicles, ({ inAll }) => inAll ?? Infinity),
    allowed: Uint8Array.from({ length: jobs.length * vehicles.length }, (_, index) =>
      Number(input.allows(Math.floor(index / vehicles.length), index % vehicles.length)),
    ),
    kind: Int32Array.from(vehicles, (_, vehicle) => input.kindOf(vehicle)),
  };
}

function legsOf({ vehicles, leg }: RoundInput, nodes: number): Float64Array[] {
  const byPace = new Map<number, Float64Array>();
  return vehicles.map(({ pace }) => {
    const known = byPace.get(pace);
    if (known) return known;
    const legs = new Float64Array(nodes * nodes);
    for (let from = 0; from < nodes; from++)
      for (let to = 0; to < nodes; to++)
        if (from !== to) legs[from * nodes + to] = leg(from, to, pace);
    requireWays(legs);
    byPace.set(pace, legs);
    return legs;
  });
}

function inspect({ jobs, vehicles }: RoundInput): void {
  const found = new Inspection('round');
  const visit = (name: string, { opensAt, closesAt, service }: Visit) => {
    found.time(`${name}.opensAt`, opensAt);
    found.time(`${name}.closesAt`, closesAt);
    found.inOrder(`${name}.closesAt`, [opensAt, closesAt]);
    found.amount(`${name}.service`, service);
  };
  for (const [index, { pickup, dropoff, units }] of jobs.entries()) {
    visit(`jobs[${index}].pickup`, pickup);
    visit(`jobs[${index}].dropoff`, dropoff);
    found.amount(`jobs[${index}].units`, units);
  }
  for (const [index, { beginsAt, endsAt, capacity, inAll }] of vehicles.entries()) {
    found.time(`vehicles[${index}].beginsAt`, beginsAt);
    found.time(`vehicles[${index}].endsAt`, endsAt);
    found.inOrder(`vehicles[${index}].endsAt`, [beginsAt, endsAt]);
    found.amount(`vehicles[${index}].capacity`, capacity);
    found.amount(`vehicles[${index}].inAll`, inAll ?? 0);
  }
  found.conclude();
}

function requireWays(legs: Float64Array): void {
  const found = new Inspection('round');
  found.require(
    legs.every((leg) => leg >= 0),
    'leg',
    { zh: '路程必须是不小于零的数', en: 'the length of a way must be a number of at least zero' },
  );
  found.conclude();
}
