import { inserted, insert, leastCost } from '../../../src/dispatch/tours/insertion.ts';
import type { Job } from '../../../src/dispatch/tours/job.ts';
import { findTours } from '../../../src/dispatch/tours/search.ts';
import { type Group, type Tour, tourOf } from '../../../src/dispatch/tours/tour.ts';
import { Walk } from '../../../src/dispatch/tours/walk.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import { forEveryTown } from '../../support/regressions.ts';
import { ready, toursTown } from './tours-town.ts';

const policy = makePolicy({ maxBundle: 3, commit: 'AT_DEPARTURE', weights: { added: 0.15 } });

/** When the goods of a group are on board, for a rider who stands there before it. */
function fetchedAt({ member, marks }: Tour, at: number, group: Group): number {
  const { clock, place } = marks[at]!;
  const [{ pickup }] = group as [Job];
  if (pickup < 0) return 0;
  const approach = Math.max(...group.map(({ pickupApproachMs }) => pickupApproachMs));
  const there = clock + member.legs(place, pickup) + approach;
  const pickupAt = Math.max(there, ...group.map(({ readyAt }) => readyAt));
  return Math.max(...group.map(({ pickupServiceMs }) => pickupAt + pickupServiceMs));
}

/** Every tour that differs from this one by the job alone, made anew, and makes nothing later that matters more. */
function everyWay(job: Job, tour: Tour): Tour[] {
  const { member, groups, marks } = tour;
  const isGreater = ({ rank }: Job) => rank > job.rank;
  const isLesser = ({ task, rank }: Job) => task !== undefined && rank < job.rank;
  const first = member.head.length ? 1 : 0;
  return Array.from({ length: groups.length + 1 }, (_, at): Tour[] => {
    const group = groups[at];
    const joined =
      group?.[0]!.group === job.group && group.length < policy.maxBundle
        ? [...group, job].flatMap((_one, seat) => {
            const isBefore = group.slice(seat).some(isGreater);
            const isWaitedFor =
              group.some(isGreater) &&
              fetchedAt(tour, at, [...group, job]) > fetchedAt(tour, at, group);
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
    const { jobs, crew } = ready(snapshot, policy);
    for (const { member, groups, marks, cost } of findTours(jobs, crew, policy).tours)
      for (const job of jobs) {
        if (!marks.length || groups.some((group) => group.includes(job))) continue;
        const tour = tourOf(member, groups, policy);
        const cheapest = Math.min(...everyWay(job, tour).map((one) => one.cost));
        const least = leastCost(job, member, policy);
        const aim = { walk: new Walk(policy), maxBundle: policy.maxBundle, below: Infinity, least };
        const found = least < Infinity ? insert(job, tour, aim) : undefined;
        expect(found ? inserted(found, policy).cost : Infinity).toBeCloseTo(cheapest, 6);
        if (!found) continue;
        expect(found.costs).toBeCloseTo(cheapest - cost, 6);
        expect(found.costs).toBeGreaterThanOrEqual(least - 1e-3);
      }
  });
});
