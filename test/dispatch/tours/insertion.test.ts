import { inserted, insert, leastCost } from '../../../src/dispatch/tours/insertion.ts';
import type { Job } from '../../../src/dispatch/tours/job.ts';
import { findTours } from '../../../src/dispatch/tours/search.ts';
import { type Group, type Tour, tourOf } from '../../../src/dispatch/tours/tour.ts';
import { Walk } from '../../../src/dispatch/tours/walk.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import { forEveryTown } from '../../support/regressions.ts';
import { fetched, type Ground, isBundle } from './brute-tours.ts';
import { ready, toursTown } from './tours-town.ts';

const policy = makePolicy({
  maxBundle: 3,
  commit: 'AT_DEPARTURE',
  bundle: { sameBuildingM: 30, detourMs: 240_000 },
  weights: { added: 0.15 },
});

/** Every tour that differs from this one by the job alone, made anew, and makes nothing later that matters more. */
function everyWay(job: Job, tour: Tour, ground: Ground): Tour[] {
  const { member, groups, marks } = tour;
  const fetchedAt = (at: number, group: Group) => {
    const { clock, place } = marks[at]!;
    return fetched({ clock, at: ground.points[place]! }, group, { member, ground }).clock;
  };
  const isGreater = ({ rank }: Job) => rank > job.rank;
  const isLesser = ({ task, rank }: Job) => task !== undefined && rank < job.rank;
  const first = member.head.length ? 1 : 0;
  return Array.from({ length: groups.length + 1 }, (_, at): Tour[] => {
    const group = groups[at];
    const joined =
      group && isBundle([...group, job], policy)
        ? [...group, job].flatMap((_one, seat) => {
            const isBefore = group.slice(seat).some(isGreater);
            const isWaitedFor =
              group.some(isGreater) && fetchedAt(at, [...group, job]) > fetchedAt(at, group);
            if (isBefore || isWaitedFor) return [];
            return [tourOf(member, groups.with(at, group.toSpliced(seat, 0, job)), policy)];
          })
        : [];
    const apart =
      at < first || groups.slice(0, at).flat().some(isLesser)
        ? []
        : [tourOf(member, groups.toSpliced(at, 0, [job]), policy)];
    const isKept = (changed: Tour, ahead: number) =>
      groups.every(
        (later, index) =>
          index < at + 1 - ahead ||
          !later.some(isGreater) ||
          (changed.marks[index + 1 + ahead]?.clock ?? Infinity) <= marks[index + 1]!.clock,
      );
    return [
      ...joined.filter((changed) => isKept(changed, 0)),
      ...apart.filter((changed) => isKept(changed, 1)),
    ];
  }).flat();
}

test('taking a job in is as cheap as the cheapest of all ways, and never cheaper than the bound', () => {
  forEveryTown(toursTown({ riders: 6, tasks: 6 }), (snapshot) => {
    const { jobs, crew, scene, points } = ready(snapshot, policy);
    for (const { member, groups, marks, cost } of findTours(jobs, crew, policy).tours)
      for (const job of jobs) {
        if (!marks.length || groups.some((group) => group.includes(job))) continue;
        const tour = tourOf(member, groups, policy);
        const cheapest = Math.min(...everyWay(job, tour, { scene, points }).map((one) => one.cost));
        const least = leastCost(job, member, policy);
        const aim = { walk: new Walk(policy), policy, below: Infinity, least };
        const found = least < Infinity ? insert(job, tour, aim) : undefined;
        expect(found ? inserted(found, policy).cost : Infinity).toBeCloseTo(cheapest, 6);
        if (!found) continue;
        expect(found.costs).toBeCloseTo(cheapest - cost, 6);
        expect(found.costs).toBeGreaterThanOrEqual(least - 1e-3);
      }
  });
});
