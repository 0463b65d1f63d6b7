import * as fc from 'fast-check';
import { check } from '../../src/dispatch/check.ts';
import type { Snapshot } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { defaultPolicy, type Policy } from '../../src/dispatch/policy.ts';
import { crowFlies } from '../../src/dispatch/travel.ts';
import { forEvery } from '../support/arbitraries.ts';
import { forEveryTown } from '../support/regressions.ts';
import { town, townOf } from '../support/town.ts';

const atOnce: Policy = { ...defaultPolicy, hold: { ...defaultPolicy.hold, ms: 0 } };
const travel = crowFlies(defaultPolicy.detourFactor);
const through = <T>(value: T): T => JSON.parse(JSON.stringify(value));

test('breaks no law', () => {
  forEveryTown(town, (snapshot) => expect(check(snapshot, plan(snapshot))).toEqual([]));
});

test('does not depend on the order of the input', () => {
  const shuffled = town.chain((snapshot) =>
    fc.record({
      snapshot: fc.constant(snapshot),
      riders: fc.shuffledSubarray([...snapshot.riders], { minLength: snapshot.riders.length }),
      tasks: fc.shuffledSubarray([...snapshot.tasks], { minLength: snapshot.tasks.length }),
      grids: fc.shuffledSubarray([...snapshot.grids], { minLength: snapshot.grids.length }),
    }),
  );
  forEvery(shuffled, ({ snapshot, ...order }) => {
    expect(plan({ ...snapshot, ...order })).toEqual(plan(snapshot));
  });
});

test('leaves nobody idle who could serve a waiting task', () => {
  forEveryTown(town, (snapshot) => {
    const { offers, waiting } = plan(snapshot, atOnce);
    const busy = new Set(offers.flatMap(({ asked }) => asked.map(({ riderId }) => riderId)));
    for (const { taskId } of waiting) {
      const alone = {
        ...snapshot,
        tasks: snapshot.tasks.filter(({ id }) => id === taskId),
        riders: snapshot.riders.filter(({ id, pendingTaskId }) => pendingTaskId ?? !busy.has(id)),
      };
      expect(plan(alone, atOnce).offers).toEqual([]);
    }
  });
});

test('the same snapshot gives the same plan, also after both have been stored as JSON', () => {
  forEveryTown(town, (snapshot) => {
    const first = plan(snapshot);
    expect(through(first)).toStrictEqual(first);
    expect(through(snapshot)).toStrictEqual(snapshot);
    expect(plan(through(snapshot), through(defaultPolicy))).toStrictEqual(first);
  });
});

test('wakes later than now, and until then the passing of time alone lets nobody be asked', () => {
  forEveryTown(town, (snapshot) => {
    const riders = snapshot.riders.map((rider) => ({
      ...rider,
      route: [],
      frozenStops: 0,
      availableAt: snapshot.now,
    }));
    const { wakeAt = snapshot.now + 3_600_000, offers } = plan({ ...snapshot, riders });
    expect(wakeAt).toBeGreaterThan(snapshot.now);
    if (!offers.length) expect(plan({ ...snapshot, riders, now: wakeAt - 1 }).offers).toEqual([]);
  });
});

/** Who could do what. */
const possible = (snapshot: Snapshot, policy: Policy) =>
  new Set(
    plan(snapshot, policy).explanations.flatMap(({ taskId, candidates }) =>
      candidates.map(({ riderId }) => `${taskId} ${riderId}`),
    ),
  );

describe('tightening a rule never adds a pairing', () => {
  const { rest, territory } = atOnce;

  test.each<[string, Partial<Policy>]>([
    ['staleness', { staleAfterMs: atOnce.staleAfterMs / 3 }],
    ['grace', { lateGraceMs: 0 }],
    ['interruptions', { offersPerDay: 3 }],
    ['rest', { rest: { ...rest, workMs: rest.workMs / 4 } }],
    ['territory', { territory: { ...territory, firstHops: 0 } }],
    ['slower cascade', { territory: { ...territory, stepMs: 10 * territory.stepMs } }],
  ])('%s', (_name, tighter) => {
    forEveryTown(town, (snapshot) => {
      const before = possible(snapshot, atOnce);
      expect(possible(snapshot, { ...atOnce, ...tighter }).isSubsetOf(before)).toBe(true);
    });
  });

  test.each<[string, (snapshot: Snapshot) => Snapshot]>([
    ['trust', (s) => ({ ...s, tasks: s.tasks.map((t) => ({ ...t, minTrust: t.minTrust + 1 })) })],
    [
      'skills',
      (s) => ({ ...s, tasks: s.tasks.map((t) => ({ ...t, needs: ['REPAIR'].concat(t.needs) })) }),
    ],
    ['load', (s) => ({ ...s, tasks: s.tasks.map((t) => ({ ...t, load: t.load + 1 })) })],
    ['latest', (s) => ({ ...s, tasks: s.tasks.map((t) => ({ ...t, latestAt: t.dueAt })) })],
    ['duty', (s) => ({ ...s, riders: s.riders.map((r) => ({ ...r, dutyEndsAt: s.now })) })],
    [
      'freezing',
      (s) => ({ ...s, riders: s.riders.map((r) => ({ ...r, frozenStops: r.route.length })) }),
    ],
  ])('%s', (_name, tighten) => {
    forEveryTown(town, (snapshot) => {
      const before = possible(snapshot, atOnce);
      expect(possible(tighten(snapshot), atOnce).isSubsetOf(before)).toBe(true);
    });
  });
});

test('serves the most of the highest rank, then of the next, at the cost that brute force finds', () => {
  forEveryTown(townOf(6), (snapshot) => {
    const single = { ...snapshot, tasks: snapshot.tasks.map((task) => ({ ...task, waveSize: 1 })) };
    const found = plan(single, atOnce);
    const held = new Set(
      found.waiting
        .map(({ taskId }) => taskId)
        .filter(
          (id) =>
            plan({ ...single, tasks: single.tasks.filter((t) => t.id === id) }, atOnce).offers
              .length === 0,
        ),
    );
    const rows = found.explanations.map(({ taskId, candidates }) => {
      const { tier, dueAt } = single.tasks.find(({ id }) => id === taskId)!;
      const rank = tier === 3 ? 8 : tier + (dueAt < single.now ? 4 : 0);
      return { rank, options: held.has(taskId) ? [] : candidates };
    });
    const mine = {
      ranks: worth(
        found.offers.map(
          ({ taskIds }) =>
            rows[found.explanations.findIndex(({ taskId }) => taskId === taskIds[0])]!.rank,
        ),
      ),
      cost: found.offers.reduce((sum, { asked }) => sum + asked[0]!.costMinutes, 0),
    };
    const best = bruteForce(rows);
    expect(mine.ranks).toEqual(worth(best.ranks));
    expect(mine.cost).toBeCloseTo(best.cost, 6);
  });
});

const worth = (served: readonly number[]) => served.toSorted((a, b) => b - a);

interface Row {
  readonly rank: number;
  readonly options: readonly { readonly riderId: string; readonly costMinutes: number }[];
}

/** Every way of giving each row one of its riders or none. */
function bruteForce(rows: readonly Row[]): { ranks: number[]; cost: number } {
  let best = { ranks: [] as number[], cost: 0 };
  const better = (ranks: number[], cost: number) => {
    const [mine, theirs] = [ranks, best.ranks].map((list) => list.toSorted((a, b) => b - a));
    for (let i = 0; i < Math.max(mine!.length, theirs!.length); i++)
      if ((mine![i] ?? -1) !== (theirs![i] ?? -1)) return (mine![i] ?? -1) > (theirs![i] ?? -1);
    return cost < best.cost;
  };
  const go = (row: number, used: Set<string>, ranks: number[], cost: number) => {
    if (row === rows.length) {
      if (better(ranks, cost)) best = { ranks: [...ranks], cost };
      return;
    }
    go(row + 1, used, ranks, cost);
    for (const { riderId, costMinutes } of rows[row]!.options) {
      if (used.has(riderId)) continue;
      go(row + 1, new Set([...used, riderId]), [...ranks, rows[row]!.rank], cost + costMinutes);
    }
  };
  go(0, new Set(), [], 0);
  return best;
}

test('the policy and the way of travel are arguments, and the checker judges by the same', () => {
  forEveryTown(town, (snapshot) => {
    const slow = crowFlies(3);
    const policy: Policy = { ...atOnce, loadCounts: 'FROM_PICKUP', maxWave: 2 };
    expect(check(snapshot, plan(snapshot, policy, slow), { policy, travel: slow })).toEqual([]);
    expect(plan(snapshot, policy, travel).policyVersion).toBe(policy.version);
  });
});
