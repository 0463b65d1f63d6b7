import * as fc from 'fast-check';
import { crewOf } from '../../../src/dispatch/tours/crew.ts';
import { inserted, insert, leastCost } from '../../../src/dispatch/tours/insertion.ts';
import { type Job, jobOf } from '../../../src/dispatch/tours/job.ts';
import { placesFor } from '../../../src/dispatch/tours/places.ts';
import { findTours } from '../../../src/dispatch/tours/search.ts';
import { type Group, type Tour, tourOf } from '../../../src/dispatch/tours/tour.ts';
import { Walk } from '../../../src/dispatch/tours/walk.ts';
import { sceneOf } from '../../../src/dispatch/scene.ts';
import { makePolicy } from '../../../src/dispatch/policy.ts';
import { crowFlies } from '../../../src/dispatch/travel.ts';
import type { Snapshot } from '../../../src/dispatch/model.ts';
import { forEvery } from '../../support/arbitraries.ts';
import { townOf } from '../../support/town.ts';

const policy = makePolicy({ maxBundle: 3, commit: 'AT_DEPARTURE', weights: { added: 0.15 } });

/** Up to six riders and tasks; half of the goods are fetched at one place. */
const smallTown = fc.tuple(townOf(6), fc.nat(63)).map(([snapshot, together]): Snapshot => {
  const place = snapshot.tasks.find(({ pickup }) => pickup)?.pickup?.at;
  const tasks = snapshot.tasks.map((task, index) =>
    task.pickup && place && (together >> index) % 2
      ? { ...task, pickup: { ...task.pickup, at: place } }
      : task,
  );
  return { ...snapshot, tasks };
});

function ready(snapshot: Snapshot) {
  const scene = sceneOf(snapshot, { policy, travel: crowFlies(policy.detourFactor) });
  const places = placesFor(scene.travel);
  const jobs = snapshot.tasks.map((task, index) => jobOf(task, places, { index, scene }));
  return { jobs, crew: crewOf(snapshot.riders, places, scene) };
}

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
  forEvery(smallTown, (snapshot) => {
    const { jobs, crew } = ready(snapshot);
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

test('with one job each at most, the riders who go are those brute force sends', () => {
  const single = makePolicy({ ...policy, maxBundle: 1 });
  forEvery(townOf(6), (snapshot) => {
    const { jobs, crew } = ready(snapshot);
    const free = crew.filter(({ head }) => !head.length);
    const { tours } = findTours(
      jobs.slice(0, 1),
      free.map((member, index) => ({ ...member, index })),
      single,
    );
    const [job] = jobs;
    const sent = tours.filter(({ groups }) => groups.length);
    if (!job) return expect(sent).toEqual([]);
    const costs = free.map((member) => tourOf(member, [[job]], single).cost);
    const least = Math.min(...costs);
    expect(sent.map(({ cost }) => cost)).toEqual(least < Infinity ? [least] : []);
  });
});
