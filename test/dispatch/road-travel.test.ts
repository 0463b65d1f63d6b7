import * as fc from 'fast-check';
import { check } from '../../src/dispatch/check.ts';
import type { Snapshot } from '../../src/dispatch/model.ts';
import { plan } from '../../src/dispatch/plan.ts';
import { makePolicy, type PolicyDraft } from '../../src/dispatch/policy.ts';
import { replay } from '../../src/dispatch/replay.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { alongRoads, metresAlong, travelOver } from '../../src/dispatch/road-travel.ts';
import { checkPlan } from '../../src/dispatch/rounds/check-plan.ts';
import { planRound } from '../../src/dispatch/rounds/plan-round.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { byTable } from '../../src/dispatch/table-travel.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import type { LngLat } from '../../src/geo/point.ts';
import { modes, roadClassOf } from '../../src/geo/road-classes.ts';
import { Roads } from '../../src/geo/roads.ts';
import { forEvery, place } from '../support/arbitraries.ts';
import { NOON, townOf } from '../support/town.ts';

const MINUTE = 60_000;
const NAMES = ['primary', 'service', 'footway', 'steps', 'cycleway', 'motorway'];

/** Riders who are equally fast on equal roads, but to whom not the same roads are open. */
const town = fc
  .record({
    snapshot: townOf(6),
    theirs: fc.array(fc.constantFrom(...modes, undefined), { minLength: 6, maxLength: 6 }),
    nodes: fc.array(place, { minLength: 12, maxLength: 12 }),
    edges: fc.array(
      fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 50, max: 900 }), fc.nat(5), fc.nat(1)),
      { minLength: 14, maxLength: 24 },
    ),
  })
  .map(({ snapshot, theirs, nodes, edges }) => ({
    roads: new Roads({
      nodes,
      edges: edges.map(([from, to, metres, name, oneWay]) => [
        ...[from, to, metres],
        roadClassOf(NAMES[name]),
        oneWay,
      ]),
    }),
    snapshot: makeSnapshot({
      ...snapshot,
      riders: snapshot.riders.map((rider, index) =>
        makeRider({ ...rider, speedMps: 5, mode: theirs[index] }),
      ),
    }),
  }));

test.each<[string, PolicyDraft]>([
  ['at once', { hold: { ms: 0 } }],
  ['late, in bundles, on slow roads', { maxBundle: 4, commit: 'AT_DEPARTURE', paceFactor: 1.4 }],
])('a plan over roads that are not open to all breaks no law: %s', (_name, draft) => {
  const policy = makePolicy(draft);
  forEvery(town, ({ snapshot, roads }) => {
    const travel = travelOver(roads, policy);
    expect(check(snapshot, plan(snapshot, policy, travel), { policy, travel })).toEqual([]);
  });
});

test('so do rounds', () => {
  const policy = makePolicy({});
  const limits = { seed: 1, clock: () => 0, ms: 1, steps: 30 };
  fc.assert(
    fc.property(town, ({ snapshot, roads }) => {
      const terms = { policy, travel: travelOver(roads, policy) };
      expect(checkPlan(snapshot, planRound(snapshot, terms, limits), terms)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

describe('across a river', () => {
  const [west, east, north]: LngLat[] = [
    [118.77, 31.98],
    [118.775, 31.98],
    [118.7725, 31.99],
  ];
  /** A footbridge, and a road around by the north that is one-way for motor vehicles. */
  const roads = new Roads({
    nodes: [west!, east!, north!],
    edges: [
      [0, 1, 480, roadClassOf('footway')],
      [0, 2, 1200, roadClassOf('primary'), 1],
      [2, 1, 1200, roadClassOf('primary'), 1],
    ],
  });
  const factors = { detourFactor: 1.35, paceFactor: 1 };

  test('everybody goes where they may, at the speed they have there', () => {
    const metres = metresAlong(roads);
    expect(metres(west!, east!, 'FOOT')).toBe(480);
    expect(metres(west!, east!, 'CYCLE')).toBe(480 / (4 / 15));
    expect(metres(west!, east!, 'MOTOR')).toBe(2400);
    expect(metres(east!, west!, 'MOTOR')).toBeUndefined();
    expect(metres(west!, east!)).toBe(metres(west!, east!, 'CYCLE'));
  });

  const snapshot = (kinds: object): Snapshot =>
    makeSnapshot({
      now: NOON,
      tasks: [
        makeTask({
          id: 't',
          gridId: 'g',
          openedAt: NOON,
          dueAt: NOON + 30 * MINUTE,
          dropoff: { at: east!, serviceSeconds: 60 },
        }),
      ],
      riders: [
        makeRider({ id: 'a', at: west!, positionAt: NOON, mode: 'MOTOR' }),
        makeRider({ id: 'b', at: west!, positionAt: NOON, ...kinds }),
      ],
    });
  const asked = (told: Snapshot) => replay({ snapshot: told, policy: {}, roads }, 't')!;

  test('who may use the bridge is asked', () => {
    expect(asked(snapshot({ mode: 'FOOT' })).asked).toEqual(['b']);
    expect(asked(snapshot({ mode: 'MOTOR' })).asked).toEqual(['a']);
  });

  test('a question kept before riders had modes is answered as for bicycles', () => {
    const kept = JSON.parse(JSON.stringify(snapshot({}))) as Snapshot;
    expect(kept.riders[1]).not.toHaveProperty('mode');
    expect(asked(kept)).toEqual(asked(snapshot({ mode: 'CYCLE' })));
    expect(asked(kept).asked).toEqual(['b']);
  });

  test('the pace factor lengthens what is told by roads or by a table, and nothing else', () => {
    const paces = [1, 1.5].map((paceFactor) => {
      const otherwise = alongRoads(roads, { ...factors, paceFactor });
      const table = {
        places: [west!, east!],
        metres: [
          [0, 700],
          [700, 0],
        ],
      };
      const told = byTable(table, { paceFactor, otherwise });
      const rider = { speedMps: 5 };
      return {
        roads: otherwise(west!, east!, rider),
        table: told(west!, east!, rider),
        beyond: told(west!, north!, rider),
        straight: otherwise([118.77, 31.9801], west!, rider),
      };
    });
    const [usual, slow] = paces;
    expect(usual!.table).toBe(140);
    for (const way of ['roads', 'table', 'beyond'] as const)
      expect(slow![way]).toBe(1.5 * usual![way]);
    expect(slow!.straight).toBe(usual!.straight);
  });
});
