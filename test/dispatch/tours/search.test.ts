import * as fc from 'fast-check';
import type { Snapshot } from '../../../src/dispatch/model.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import type { Member } from '../../../src/dispatch/tours/crew.ts';
import type { Job } from '../../../src/dispatch/tours/job.ts';
import { findTours } from '../../../src/dispatch/tours/search.ts';
import type { Group } from '../../../src/dispatch/tours/tour.ts';
import { forEveryTown } from '../../support/regressions.ts';
import { bestTours, costOf, isBetter, waysInto } from './brute-tours.ts';
import { alike, ready, toursTown } from './tours-town.ts';

const policy = makePolicy({
  maxBundle: 3,
  commit: 'AT_DEPARTURE',
  bundle: { sameBuildingM: 30, detourMs: 240_000 },
  weights: { added: 0.15 },
  search: { passes: 100 },
});

/** The towns of most laws: up to three riders and five tasks. */
const town = toursTown({ riders: 3, tasks: 5 });

function searched(snapshot: Snapshot) {
  const { jobs, crew, scene, points } = ready(snapshot, policy);
  const { tours, left } = findTours(jobs, crew, policy);
  const ground = { scene, points };
  const total = (all: readonly { readonly member: Member; readonly groups: readonly Group[] }[]) =>
    all.reduce((sum, one) => sum + costOf(one, ground), 0);
  return { jobs, crew, tours, left, ground, total };
}

const kept = ({ head }: Member): readonly Group[] => (head.length ? [head] : []);
const without = (groups: readonly Group[], job: Job) =>
  groups.map((group) => group.filter((one) => one !== job)).filter((group) => group.length > 0);

test('every job is in one tour or left over, and a tour costs what is reckoned in so many words', () => {
  forEveryTown(town, (snapshot) => {
    const { jobs, tours, left, ground } = searched(snapshot);
    const planned = tours.flatMap(({ groups }) => groups.flat()).filter(({ task }) => task);
    const all = [...planned, ...left].map(({ taskId }) => taskId);
    expect(all.toSorted()).toEqual(jobs.map(({ taskId }) => taskId).toSorted());
    for (const tour of tours) expect(tour.cost).toBeCloseTo(costOf(tour, ground), 6);
  });
});

test('one job alone goes to the rider for whom brute force finds it cheapest', () => {
  forEveryTown(town, ({ tasks, ...snapshot }) => {
    const { jobs, crew, tours, left, ground, total } = searched({
      ...snapshot,
      tasks: tasks.slice(0, 1),
    });
    const present = total(crew.map((member) => ({ member, groups: kept(member) })));
    const best = bestTours(jobs, crew, ground);
    expect(left).toHaveLength(best.left);
    expect(total(tours) - present).toBeCloseTo(best.cost, 6);
  });
});

/** Two thousandths of a minute: gains below one are not taken, and sums in another order differ. */
const NOTHING = 2e-3;

test('no job would be cheaper elsewhere, and nothing is left that anybody could take in', () => {
  forEveryTown(town, (snapshot) => {
    const { jobs, tours, left, total } = searched(alike(snapshot));
    const now = total(tours);
    for (const job of jobs)
      for (const { member, groups } of tours) {
        const others = tours.filter((one) => one.member !== member);
        const rest = others.map((one) => ({ ...one, groups: without(one.groups, job) }));
        for (const way of waysInto(job, { member, groups: without(groups, job) }, policy)) {
          const changed = total([...rest, { member, groups: way }]);
          if (left.includes(job)) expect(changed).toBe(Infinity);
          else expect(changed).toBeGreaterThan(now - NOTHING);
        }
      }
  });
});

/** Every way to give each of so many loads a rider of its own. */
function* dealings(loads: number, riders: readonly number[]): Generator<number[]> {
  if (loads === 0) yield [];
  else
    for (const rider of riders)
      for (const rest of dealings(
        loads - 1,
        riders.filter((other) => other !== rider),
      ))
        yield [rider, ...rest];
}

test('no exchange of all that riders do beyond their promises would be cheaper', () => {
  forEveryTown(town, (snapshot) => {
    const { tours, total } = searched(alike(snapshot));
    const heads = tours.map(({ member, groups }) => groups.slice(0, kept(member).length));
    const loads = tours
      .map(({ groups }, index) => groups.slice(heads[index]!.length))
      .filter((groups) => groups.length > 0);
    const now = total(tours);
    for (const riders of dealings(loads.length, [...tours.keys()])) {
      const dealt = tours.map(({ member }, index) => ({
        member,
        groups: [...heads[index]!, ...(loads[riders.indexOf(index)] ?? [])],
      }));
      expect(total(dealt)).toBeGreaterThanOrEqual(now - NOTHING * tours.length);
    }
  });
});

/**
 * The search is a heuristic. Measured in these towns: 1.8 % of the jobs that could be done are left, and where none is the minutes are
 * 6.6 % above the best of all tours (1.7 and 7.0 % over four seeds); without moving single jobs they are 9.4 %.
 */
const MOST_LEFT = 0.025;
const MOST_ABOVE = 0.08;

test('in a thousand towns little is lost against the best of all tours, and nothing is better than those', () => {
  const towns = fc.sample(town, { numRuns: 1000, seed: 1 });
  const [least, found] = [
    { done: 0, cost: 0 },
    { done: 0, cost: 0 },
  ];
  for (const snapshot of towns) {
    const { jobs, crew, tours, left, ground, total } = searched(alike(snapshot));
    const present = total(crew.map((member) => ({ member, groups: kept(member) })));
    const worth = { left: left.length, cost: total(tours) - present };
    const best = bestTours(jobs, crew, ground);
    expect(isBetter(worth, best)).toBe(false);
    least.done += jobs.length - best.left;
    found.done += jobs.length - worth.left;
    if (best.left !== worth.left) continue;
    least.cost += best.cost;
    found.cost += worth.cost;
  }
  expect(found.done).toBeGreaterThan(least.done * (1 - MOST_LEFT));
  expect(found.cost).toBeLessThan(least.cost * (1 + MOST_ABOVE));
});
