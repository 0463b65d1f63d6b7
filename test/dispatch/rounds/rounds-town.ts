import * as fc from 'fast-check';
import { checkRound } from '../../../src/dispatch/rounds/check-round.ts';
import type { Limits } from '../../../src/dispatch/rounds/limits.ts';
import { type RoundInput, roundProblem, type Visit } from '../../../src/dispatch/rounds/problem.ts';
import { type Found, searchRounds } from '../../../src/dispatch/rounds/search.ts';

type Place = readonly [number, number];

/** A small town with jobs and vehicles, as drawn by chance. */
export interface RoundTown {
  readonly input: RoundInput;
  readonly seed: number;
}

const place = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
const visit = fc
  .tuple(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 10, max: 120 }), fc.nat(8))
  .map(([opensAt, length, service]): Visit => ({ opensAt, closesAt: opensAt + length, service }));

/** Towns with at most so many jobs and vehicles; vehicles differ in room, in what they may take on in all, pace, hours and in whom they may serve. */
export const roundTown = (most: { jobs: number; vehicles: number }): fc.Arbitrary<RoundTown> =>
  fc
    .record({
      jobs: fc.array(
        fc.record({
          pickup: visit,
          dropoff: visit,
          units: fc.integer({ min: 1, max: 4 }),
          from: place,
          to: place,
        }),
        { minLength: 1, maxLength: most.jobs },
      ),
      vehicles: fc.array(
        fc.record({
          beginsAt: fc.nat(30),
          endsAt: fc.integer({ min: 150, max: 400 }),
          capacity: fc.integer({ min: 2, max: 8 }),
          inAll: fc.oneof(
            { weight: 3, arbitrary: fc.constant(1000) },
            fc.integer({ min: 4, max: 12 }),
          ),
          pace: fc.nat(1),
          at: place,
        }),
        { minLength: 1, maxLength: most.vehicles },
      ),
      barred: fc.array(fc.tuple(fc.nat(9), fc.nat(5)), { maxLength: 4 }),
      seed: fc.nat(),
    })
    .map(({ jobs, vehicles, barred, seed }) => {
      const placeOf = (node: number): Place =>
        node < 2 * jobs.length
          ? node % 2 === 0
            ? jobs[node >> 1]!.from
            : jobs[node >> 1]!.to
          : vehicles[(node - 2 * jobs.length) >> 1]!.at;
      const leg = (from: number, to: number, pace: number) => {
        const [a, b] = [placeOf(from), placeOf(to)];
        return Math.hypot(a[0] - b[0], a[1] - b[1]) * (1 + pace / 2);
      };
      const allows = (job: number, vehicle: number) =>
        !barred.some(([one, other]) => one === job && other === vehicle);
      return { seed, input: { jobs, vehicles, leg, allows, kindOf: (vehicle: number) => vehicle } };
    });

/** Searches by steps alone: the same answer on any machine. */
export const search = ({ input, seed }: RoundTown, limits: Partial<Limits> = {}): Found =>
  searchRounds(roundProblem(input), { seed, clock: () => 0, ms: 1, steps: 150, ...limits });

/** What the checker says of an answer. */
export function lawsBroken({ input }: RoundTown, { routes, unplanned }: Found): string[] {
  const { jobs, vehicles } = input;
  const firstStart = 2 * jobs.length;
  return checkRound({
    tasks: jobs.map(({ pickup, dropoff, units }, job) => ({
      id: `${job}`,
      pickup: { ...pickup, id: `${2 * job}` },
      dropoff: { ...dropoff, id: `${2 * job + 1}` },
      units,
    })),
    routes: vehicles.map((vehicle, index) => ({
      ...vehicle,
      vehicle: `${index}`,
      start: `${firstStart + 2 * index}`,
      end: `${firstStart + 2 * index + 1}`,
      visits: routes[index]!.map(String),
      allows: (job) => input.allows(Number(job), index),
    })),
    unplanned: unplanned.map(String),
    way: (from, to, vehicle) =>
      input.leg(Number(from), Number(to), vehicles[Number(vehicle)]!.pace),
  });
}
