import { loadavg } from 'node:os';
import { defaultPolicy } from '../src/dispatch/policy.ts';
import { makeRider } from '../src/dispatch/rider.ts';
import { checkPlan } from '../src/dispatch/rounds/check-plan.ts';
import { planningRound } from '../src/dispatch/rounds/plan-round.ts';
import { makeSnapshot } from '../src/dispatch/snapshot.ts';
import { makeTask } from '../src/dispatch/task.ts';
import { crowFlies } from '../src/dispatch/travel.ts';
import type { LngLat } from '../src/geo/point.ts';
import { inSlices } from '../src/platform/slices.ts';
import { showTable } from './shown.ts';
import { chance } from './town.ts';

/** npm run bench:rounds: noon meals from one canteen by riders of eight boxes, as the service searches them; how long, and how long anything else waited meanwhile. */
const sizes = [
  { meals: 178, riders: 40 },
  { meals: 300, riders: 80 },
];
const BOXES = 8;
/** As `searchRounds` of the requests. */
const STEPS = 1000;
const MINUTE = 60_000;
const NOW = Date.parse('2026-03-02T02:30:00Z');
const CANTEEN: LngLat = [118.77, 31.98];
const terms = { policy: defaultPolicy, travel: crowFlies(defaultPolicy.detourFactor) };

function lunch({ meals, riders }: (typeof sizes)[number]) {
  const next = chance(meals);
  const somewhere = (): LngLat => [118.755 + next() * 0.03, 31.965 + next() * 0.03];
  return makeSnapshot({
    now: NOW,
    grids: [{ id: 'grid', neighbours: [] }],
    tasks: Array.from({ length: meals }, (_, n) =>
      makeTask({
        id: `meal ${n}`,
        gridId: 'grid',
        openedAt: NOW,
        readyAt: NOW + 30 * MINUTE,
        dueAt: NOW + 120 * MINUTE,
        pickup: { at: CANTEEN, serviceSeconds: 120 },
        dropoff: { at: somewhere(), serviceSeconds: 120 },
      }),
    ),
    riders: Array.from({ length: riders }, (_, n) =>
      makeRider({
        id: `rider ${n}`,
        at: somewhere(),
        positionAt: NOW,
        capacity: BOXES,
        gridIds: ['grid'],
      }),
    ),
  });
}

/** Runs work, and says how long it took and what the longest was that nothing else could go on. */
async function watched<T>(work: () => Promise<T>) {
  const began = performance.now();
  let [last, longest, isOver] = [began, 0, false];
  const look = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(look);
  };
  look();
  const result = await work();
  look();
  isOver = true;
  return { result, ms: Math.round(performance.now() - began), longestMs: Math.round(longest) };
}

let broken = 0;
const rows = [];
for (const size of sizes) {
  const snapshot = lunch(size);
  const limits = { seed: 1, steps: STEPS, ms: 10_000, clock: () => performance.now() };
  const { result, ...took } = await watched(() => inSlices(planningRound(snapshot, terms, limits)));
  const laws = checkPlan(snapshot, result, terms).length;
  broken += laws;
  rows.push({
    ...size,
    rounds: result.routes.length,
    fewest: Math.ceil(size.meals / BOXES),
    unplanned: result.unplanned.length,
    ...took,
    brokenLaws: laws,
    load: Number(loadavg()[0]!.toFixed(2)),
  });
}
showTable(rows);
process.exitCode = broken > 0 ? 1 : 0;
