import { check } from '../../dispatch/check.ts';
import type {
  Explanation,
  Plan,
  Reservation,
  Rider,
  Snapshot,
  Waiting,
} from '../../dispatch/model.ts';
import { plan } from '../../dispatch/plan.ts';
import type { Policy } from '../../dispatch/policy.ts';
import type { Context } from '../../platform/context.ts';
import { raiseAlarm } from './alarm.ts';
import { showReserved } from './reserving.ts';
import { readSnapshot, type Question } from './snapshot.ts';
import { withTable } from './tables.ts';
import { type Terms, termsOf } from './terms.ts';
import { awake, isToWake, wakeFor } from './waking.ts';
import { writePlan, type Asked } from './writing.ts';

/**
 * 派单: plans the whole street once, as it is now. One planner at a time; what the engine decides is checked by its laws
 * before anything is written, and written only where nothing has changed meanwhile.
 */
export async function dispatchStreet(ctx: Context): Promise<void> {
  await planAlone(ctx);
  const usual = await termsOf(ctx);
  const { snapshot, versions } = await readSnapshot(
    ctx,
    waitingSoon(ctx, usual.policy),
    usual.learned,
  );
  const terms = await withTable(ctx, usual, snapshot);
  const reserved: Reservation[] = [];
  let { riders } = snapshot;
  for (let from = 0; from < snapshot.tasks.length; from += TOGETHER) {
    const tasks = snapshot.tasks.slice(from, from + TOGETHER);
    const asked = { snapshot: { ...snapshot, riders, tasks }, versions, ...terms };
    const decided = await planOnce(ctx, asked);
    riders = decided ? reserving(riders, decided) : [];
    reserved.push(...(decided?.reserved ?? []));
    const least = leastLoad(snapshot.tasks.slice(from + TOGETHER));
    if (!riders.some((rider) => canBeAsked(rider) && roomOf(rider) >= least)) break;
  }
  await wakeFor(ctx, reserved);
  if (terms.policy.commit === 'AT_DEPARTURE') await showReserved(ctx, reserved);
}

/** Plans when somebody must be told now of what is kept for them. */
export async function dispatchInTime(ctx: Context): Promise<void> {
  if (!(await isToWake(ctx))) return;
  await planAlone(ctx);
  await awake(ctx);
  await dispatchStreet(ctx);
}

/** Waits until nobody else plans for the street, and keeps others from it until the transaction ends. */
const planAlone = ({ em, actor }: Context): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [actor!.streetId]);

/** More requests than this are planned in turns, in the order in which the engine serves them, as long as a rider is free. */
const TOGETHER = 100;

const leastLoad = (tasks: Snapshot['tasks']): number =>
  tasks.reduce((least, { load }) => Math.min(least, load), Infinity);

const canBeAsked = ({ duty, pendingTaskId }: Rider): boolean => duty === 'ON' && !pendingTaskId;

/** Units that still fit beside all that is promised. */
const roomOf = ({ capacity, load, route }: Rider): number =>
  route.reduce((room, { loadChange }) => room - Math.max(0, loadChange), capacity - load);

/** The plan that was written; nothing when it broke a law. */
async function planOnce(ctx: Context, asked: Asked): Promise<Plan | undefined> {
  const { snapshot } = asked;
  const decided = decide(snapshot, asked);
  const broken = check(snapshot, decided, asked);
  if (broken.length > 0) {
    await raiseAlarm(ctx, asked, broken);
    return undefined;
  }
  await writePlan(ctx, asked, decided);
  return decided;
}

/** Whoever is asked, or meant for something, is not thought of for what comes after. */
function reserving(riders: Snapshot['riders'], plan: Plan): Snapshot['riders'] {
  const askedFor = new Map([
    ...(plan.reserved ?? []).map(({ riderId, taskIds }) => [riderId, taskIds[0]] as const),
    ...plan.offers.flatMap(({ taskIds, asked }) =>
      asked.map(({ riderId }) => [riderId, taskIds[0]] as const),
    ),
  ]);
  return riders.map((rider) => {
    const pendingTaskId = askedFor.get(rider.id);
    return pendingTaskId ? { ...rider, pendingTaskId } : rider;
  });
}

/** What the engine would say about one request if it were to be decided now, by itself. Nothing is written. */
export async function weigh(ctx: Context, question: Question): Promise<Weighed | undefined> {
  const usual = await termsOf(ctx);
  const { snapshot } = await readSnapshot(ctx, question, usual.learned);
  const terms = await withTable(ctx, usual, snapshot);
  const { explanations, waiting } = decide(snapshot, terms);
  const [explanation] = explanations;
  return explanation && { explanation, waiting: waiting[0], ...terms, snapshot };
}

export interface Weighed extends Terms {
  readonly explanation: Explanation;
  readonly waiting: Waiting | undefined;
  readonly snapshot: Snapshot;
}

const decide = (snapshot: Snapshot, { policy, travel }: Terms): Plan =>
  plan(snapshot, policy, travel);

/** What cannot begin yet is not looked at before riders may be asked for it. */
const waitingSoon = ({ now }: Context, { offerAheadMs }: Policy): Question => ({
  where: "r.state = 'OPEN' and r.ready_at <= ?",
  values: [new Date(now.getTime() + offerAheadMs).toISOString()],
});
