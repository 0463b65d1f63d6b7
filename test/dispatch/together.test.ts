import type { Explanation, Snapshot } from '../../src/dispatch/model.ts';
import { explainKept } from '../../src/dispatch/kept.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy, type PolicyDraft } from '../../src/dispatch/policy.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { forEveryTown } from '../support/regressions.ts';
import { NOON } from '../support/town.ts';
import { toursTown } from './tours/tours-town.ts';

const town = toursTown({ riders: 6, tasks: 6 });
const bundle = { sameBuildingM: 30 };
const atOnce: PolicyDraft = { maxBundle: 4, hold: { ms: 0 }, bundle };
const late: PolicyDraft = { ...atOnce, commit: 'AT_DEPARTURE', tellAheadMs: 1_800_000 };

/** Each task that is asked for, with whom, and how that is explained. */
function* askings(snapshot: Snapshot, draft: PolicyDraft) {
  const { offers, explanations } = plan(snapshot, makePolicy(draft));
  for (const { taskIds, asked } of offers)
    for (const id of taskIds) {
      const account: Explanation = explanations.find(({ taskId }) => taskId === id)!;
      yield { taskIds, asked, account };
    }
}

describe.each<[string, PolicyDraft]>([
  ['at once', atOnce],
  ['late', late],
])('%s', (_name, draft) => {
  test('what is asked for together is explained with what all costs, and each alone', () => {
    let bundles = 0;
    forEveryTown(town, (snapshot) => {
      for (const { taskIds, asked, account } of askings(snapshot, draft)) {
        const { together, summary } = account;
        expect(together?.taskIds ?? [account.taskId]).toEqual(taskIds);
        if (!together) continue;
        bundles++;
        expect(together.costMinutes).toBe(asked[0]!.costMinutes);
        expect(summary.zh).toContain(`与另外 ${taskIds.length - 1} 单一起送`);
        expect(summary.en).toContain(`${together.costMinutes.toFixed(1)} min`);
      }
    });
    expect(bundles).toBeGreaterThan(0);
  });

  test('whoever looks better than the rider who is asked is accounted for', () => {
    let passedOver = 0;
    forEveryTown(town, (snapshot) => {
      for (const { asked, account } of askings(snapshot, draft)) {
        const touring = asked.find(({ way }) => way);
        const { candidates, summary } = account;
        const mine = touring && candidates.find(({ riderId }) => riderId === touring.riderId);
        if (!mine) continue;
        const better = candidates.filter(
          (one) =>
            (one.costMinutes < mine.costMinutes || one.distanceM < mine.distanceM) &&
            !asked.some(({ riderId }) => riderId === one.riderId),
        ).length;
        const told = Number(/(\d+) 名骑手更近或单独送更省/.exec(summary.zh)?.[1] ?? 0);
        expect(told).toBe(better);
        passedOver += better;
        expect(/nearer or cheaper/.test(summary.en)).toBe(better > 0);
      }
    });
    expect(passedOver).toBeGreaterThan(0);
  });
});

test('what is kept for somebody is explained as if it had to be asked for by itself', () => {
  const policy = makePolicy({ ...late, tellAheadMs: 0 });
  const terms = { policy, travel: crowFlies(policy.detourFactor) };
  forEveryTown(town, (snapshot) => {
    const reserved = plan(snapshot, policy).reserved!.flatMap(({ taskIds }) => taskIds);
    const kept = explainKept(snapshot, reserved, terms);
    expect(kept.map(({ taskId }) => taskId).toSorted()).toEqual(reserved.toSorted());
    for (const { taskId, candidates, exclusions, summary } of kept) {
      const tasks = snapshot.tasks.filter(({ id }) => id === taskId);
      const [alone] = plan({ ...snapshot, tasks }, makePolicy({ hold: { ms: 0 } })).explanations;
      expect({ candidates, exclusions }).toEqual({
        candidates: alone!.candidates,
        exclusions: alone!.exclusions,
      });
      expect(summary.zh).toContain('已预留给一名骑手');
    }
  });
});

test('the account of a bundle says who else could, and why the one who takes it does', () => {
  const meal = (id: string, lat: number) =>
    makeTask({
      id,
      gridId: 'g',
      openedAt: NOON,
      dueAt: NOON + 3_600_000,
      pickup: { at: [118.77, 31.98], serviceSeconds: 60 },
      dropoff: { at: [118.77, lat], serviceSeconds: 60 },
    });
  const rider = (id: string, lng: number, capacity: number) =>
    makeRider({ id, at: [lng, 31.98], positionAt: NOON, capacity });
  const snapshot = makeSnapshot({
    now: NOON,
    riders: [
      rider('small', 118.771, 1),
      rider('also small', 118.772, 1),
      rider('large', 118.775, 4),
    ],
    tasks: [meal('a', 31.99), meal('b', 31.991), meal('c', 31.992)],
  });
  const { offers, explanations } = plan(snapshot, makePolicy(atOnce));
  expect(offers.map(({ taskIds, asked }) => [asked[0]!.riderId, taskIds])).toEqual([
    ['large', ['a', 'b', 'c']],
  ]);
  expect(explanations[1]!.summary).toEqual({
    zh: '询问 1 名骑手，与另外 2 单一起送，最优者多走 12 分钟，约 10 分钟后到达。3 单合计代价 31.1 分钟，若由其逐单去送为 46.3 分钟。2 名骑手更近或单独送更省，但由这名骑手与另外 2 单一起送。',
    en: '1 asked for it together with 2 other tasks; the best is 12 min longer on the way and there in about 10 min. All 3 cost 31.1 min, and 46.3 min if the same rider went for each alone. 2 riders are nearer or cheaper for it alone, but this one takes it together with 2 other tasks.',
  });
});
