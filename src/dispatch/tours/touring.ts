import { assess, heldBy, type Assessment } from '../assessment.ts';
import { explain, keptForSomebody, type Knowledge, waitingFor } from '../explain.ts';
import type { Explanation, Plan, Proposal, Reservation, Task, Waiting } from '../model.ts';
import type { Roster } from '../roster.ts';
import type { Scene } from '../scene.ts';
import { formWaves, type Wave, widen } from '../waves.ts';
import { crewOf } from './crew.ts';
import { type Next, nextOf } from './departure.ts';
import { asksSeveral, jobOf } from './job.ts';
import { proposalOf, togetherOf } from './offering.ts';
import { placesFor } from './places.ts';
import { findTours } from './search.ts';
import type { Tour } from './tour.ts';
import { type Kept, type Lost, unyielding } from './yielding.ts';

/** What was decided by tours. */
export interface Decided {
  readonly offers: Plan['offers'];
  readonly reserved: readonly Reservation[];
  readonly waiting: readonly Waiting[];
  readonly explanations: readonly Explanation[];
  /** What waits without being meant for anybody. */
  readonly lost: readonly Assessment[];
}

/**
 * Plans tours for everybody. Committing late, asks those who must leave now and keeps the rest open; committing at once, asks for
 * what is carried together, and what goes alone is fitted into the riders' ways by exact matching. A tour yields to what matters
 * more and would wait otherwise.
 */
export function planTours(
  tasks: readonly Task[],
  { roster, scene }: { readonly roster: Roster; readonly scene: Scene },
): Decided {
  const places = placesFor(scene.travel);
  const open = tasks.filter((task) => !heldBy(task, scene));
  const jobs = open.map((task, index) => jobOf(task, places, { index, scene }));
  const crew = crewOf(roster.free, places, scene);
  const { tours } = findTours(jobs, crew, scene.policy);
  const isLate = scene.policy.commit === 'AT_DEPARTURE';
  const nexts = tours.flatMap((tour) => nextOf(tour, scene) ?? []);
  const dues = nexts.filter((next) => (isLate ? next.tellAt <= scene.now : next.tasks.length > 1));
  const known = new Map<Task, Assessment>();
  const assessed = (task: Task) => {
    const assessment = known.get(task) ?? assess(task, roster, scene);
    known.set(task, assessment);
    return assessment;
  };
  const groundOf = (kept: readonly Kept[]): Ground => ({
    kept,
    due: dues.filter(({ tour }) => kept.some((one) => one.tour === tour)),
    nexts,
    tasks,
    roster,
    scene,
    assessed,
  });
  const meant = isLate
    ? tours.map((tour) => ({ tour, tasks: newIn(tour) }))
    : dues.map(({ tour, tasks: together }) => ({ tour, tasks: together }));
  let kept: readonly Kept[] = meant.filter(({ tasks: some }) => some.length);
  for (;;) {
    const lost = lostOf(groundOf(kept));
    const left = unyielding(kept, lost, scene);
    if (left.length === kept.length) return settle(groundOf(kept), lost);
    kept = left;
  }
}

/** What is settled from: the tours that are kept, and what is asked of them now. */
interface Ground extends Knowledge {
  readonly kept: readonly Kept[];
  readonly due: readonly Next[];
  readonly nexts: readonly Next[];
  readonly tasks: readonly Task[];
  assessed(task: Task): Assessment;
}

/** What no kept tour has, and who without a tour is asked for it. */
function lostOf({ kept, tasks, roster, scene, assessed }: Ground): Lost {
  const inTours = new Set(kept.flatMap((one) => one.tasks));
  const left = tasks.filter((task) => !inTours.has(task)).map(assessed);
  return { left, waves: askIdle(left, { kept, roster, scene }) };
}

/** Writes out what was decided, task by task. */
function settle(ground: Ground, { left, waves }: Lost): Decided {
  const { kept, nexts, tasks, roster, scene, assessed } = ground;

  const dues = ground.due.map((next) => {
    const offer = proposalOf(next, scene);
    return { offer, together: togetherOf(offer, next.tasks.map(assessed)) };
  });
  const asked = new Map(dues.flatMap((one) => one.offer.taskIds.map((id) => [id, one])));
  const inTours = new Set(kept.flatMap((one) => one.tasks));
  const known = tasks.filter(({ id }) => asked.has(id)).map(assessed);
  const several = askMore(known, { offers: dues.map(({ offer }) => offer), waves, kept, scene });
  const offers = dues.map(({ offer }) => {
    const wave = several.get(offer.taskIds[0]!);
    return wave ? { ...offer, asked: wave } : offer;
  });
  const waiting: Waiting[] = [];
  const explanations = tasks.map((task): Explanation => {
    const due = asked.get(task.id);
    if (due) {
      const { offer, together } = due;
      const asking = { asked: several.get(task.id) ?? offer.asked, ...(together && { together }) };
      return explain(assessed(task), asking, { roster, scene });
    }
    if (inTours.has(task)) {
      waiting.push({ taskId: task.id, reasons: [keptForSomebody] });
      return keptFor(task);
    }
    const wave = waves.get(task.id) ?? [];
    if (wave.length) offers.push({ taskIds: [task.id], asked: wave });
    else waiting.push(waitingFor(assessed(task), scene));
    return explain(assessed(task), { asked: wave }, { roster, scene });
  });
  const reserved =
    scene.policy.commit === 'AT_DEPARTURE'
      ? reservations(kept, { due: ground.due, nexts, scene })
      : [];
  const lost = left.filter(({ task }) => !waves.has(task.id));
  return { offers, reserved, waiting, explanations, lost };
}

const keptFor = ({ id }: Task): Explanation => ({
  taskId: id,
  summary: keptForSomebody,
  candidates: [],
  exclusions: [],
  excluded: {},
});

/** Riders without any tour may still fit a task between their own stops. */
function askIdle(
  lost: readonly Assessment[],
  { kept, roster, scene }: Knowledge & { readonly kept: readonly Kept[] },
) {
  const busy = busyIn(kept);
  const idle = roster.free.filter(({ id }) => !busy.has(id));
  const open = lost.map((assessment) => ({
    ...assessment,
    candidates: assessment.candidates.filter(({ riderId }) => !busy.has(riderId)),
  }));
  return formWaves(open, idle, scene);
}

/** For urgent work that a tour has, others who would be idle are asked beside its rider; by task. */
function askMore(
  known: readonly Assessment[],
  { offers, waves, kept, scene }: Asked,
): ReadonlyMap<string, Wave> {
  const open = known.filter(({ task }) => asksSeveral(task, scene));
  const busy = busyIn(kept);
  for (const { riderId } of [...waves.values()].flat()) busy.add(riderId);
  const idle = open.map((assessment) => ({
    ...assessment,
    candidates: assessment.candidates.filter(({ riderId }) => !busy.has(riderId)),
  }));
  const urgent = new Set(open.map(({ task }) => task.id));
  const several = new Map(
    offers.flatMap(({ taskIds: [id], asked }) => (id && urgent.has(id) ? [[id, [...asked]]] : [])),
  );
  widen(idle, several, scene.policy);
  return several;
}

interface Asked {
  readonly offers: readonly Proposal[];
  readonly waves: ReadonlyMap<string, Wave>;
  readonly kept: readonly Kept[];
  readonly scene: Scene;
}

const busyIn = (kept: readonly Kept[]): Set<string> =>
  new Set(kept.map(({ tour }) => tour.member.rider.id));

const newIn = ({ groups }: Tour): Task[] => groups.flat().flatMap(({ task }) => task ?? []);

/** What is kept for each rider beyond what the rider is asked for now. */
function reservations(all: readonly Kept[], { due, nexts, scene }: Coming): Reservation[] {
  const { showAheadMs } = scene.policy;
  const asked = new Set(due.flatMap(({ tasks }) => tasks));
  return all.flatMap(({ tour, tasks }): Reservation[] => {
    const kept = tasks.filter((task) => !asked.has(task));
    if (!kept.length) return [];
    const next = nexts.find((one) => one.tour === tour && !due.includes(one));
    const asking = next && {
      taskIds: idsOf(next.tasks),
      showAt: next.tellAt - showAheadMs,
      tellAt: next.tellAt,
    };
    const riderId = tour.member.rider.id;
    return [{ riderId, taskIds: idsOf(kept), ...(asking && { next: asking }) }];
  });
}

/** What would be asked next, and what of it is asked now. */
interface Coming {
  readonly due: readonly Next[];
  readonly nexts: readonly Next[];
  readonly scene: Scene;
}

const idsOf = (tasks: readonly Task[]) => tasks.map(({ id }) => id);
