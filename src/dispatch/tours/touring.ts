import { assess, heldBy, type Assessment } from '../assessment.ts';
import { explain, keptForSomebody, waitingFor } from '../explain.ts';
import type { Explanation, Plan, Proposal, Reservation, Task, Waiting } from '../model.ts';
import type { Roster } from '../roster.ts';
import type { Scene } from '../scene.ts';
import { formWaves, type Wave, widen } from '../waves.ts';
import { crewOf } from './crew.ts';
import { type Next, nextOf } from './departure.ts';
import { asksSeveral, jobOf } from './job.ts';
import { proposalOf } from './offering.ts';
import { placesFor } from './places.ts';
import { findTours } from './search.ts';
import type { Tour } from './tour.ts';

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
 * what is carried together, and what goes alone is fitted into the riders' ways by exact matching.
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
  const nexts = tours.flatMap((tour) => nextOf(tour, scene) ?? []);
  const isLate = scene.policy.commit === 'AT_DEPARTURE';
  const due = nexts.filter((next) => (isLate ? next.tellAt <= scene.now : next.tasks.length > 1));
  const kept = isLate ? tours : due.map(({ tour }) => tour);
  const offers = due.map((next) => proposalOf(next, scene));
  const reserved = isLate ? reservations(tours, { due, nexts, scene }) : [];
  const meant = new Map(
    reserved.length === 0
      ? []
      : tours.flatMap(({ member, groups }) =>
          groups.flat().flatMap(({ task }) => (task ? [[task.id, member.rider]] : [])),
        ),
  );
  const asked = new Map(offers.flatMap((offer) => offer.taskIds.map((id) => [id, offer])));
  const decided = { offers, reserved, waiting: [] as Waiting[], explanations: [] as Explanation[] };
  const { waiting, explanations } = decided;
  const unplanned = tasks.filter((task) => !asked.has(task.id) && !meant.has(task.id));
  const lost = unplanned.map((task) => assess(task, roster, scene));
  const waves = askIdle(lost, { tours: kept, roster, scene });
  const known = new Map(
    tasks.filter(({ id }) => asked.has(id)).map((task) => [task.id, assess(task, roster, scene)]),
  );
  const several = askMore([...known.values()], { offers, waves, tours: kept, scene });
  for (const task of tasks) {
    const offer = asked.get(task.id);
    const rider = meant.get(task.id);
    if (!offer && rider) {
      const summary = keptForSomebody;
      waiting.push({ taskId: task.id, reasons: [summary] });
      explanations.push({ taskId: task.id, summary, candidates: [], exclusions: [], excluded: {} });
      continue;
    }
    if (offer) {
      const asking = {
        asked: several.get(task.id) ?? offer.asked,
        together: offer.taskIds.length,
      };
      explanations.push(explain(known.get(task.id)!, asking, { roster, scene }));
      continue;
    }
    const assessment = lost[unplanned.indexOf(task)]!;
    const wave = waves.get(task.id) ?? [];
    explanations.push(explain(assessment, { asked: wave }, { roster, scene }));
    if (wave.length) offers.push({ taskIds: [task.id], asked: wave });
    else waiting.push(waitingFor(assessment, scene));
  }
  const widened = offers.map((offer) => {
    const wave = several.get(offer.taskIds[0]!);
    return wave ? { ...offer, asked: wave } : offer;
  });
  return { ...decided, offers: widened, lost: lost.filter(({ task }) => !waves.has(task.id)) };
}

/** Riders without any tour may still fit a task between their own stops. */
function askIdle(
  lost: readonly Assessment[],
  {
    tours,
    roster,
    scene,
  }: { readonly tours: readonly Tour[]; readonly roster: Roster; readonly scene: Scene },
) {
  const busy = busyIn(tours);
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
  { offers, waves, tours, scene }: Asked,
): ReadonlyMap<string, Wave> {
  const open = known.filter(({ task }) => asksSeveral(task, scene));
  const busy = busyIn(tours);
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
  readonly tours: readonly Tour[];
  readonly scene: Scene;
}

const busyIn = (tours: readonly Tour[]): Set<string> =>
  new Set(tours.filter((tour) => newIn(tour).length).map(({ member }) => member.rider.id));

const newIn = ({ groups }: Tour): Task[] => groups.flat().flatMap(({ task }) => task ?? []);

/** What is kept for each rider beyond what the rider is asked for now. */
function reservations(tours: readonly Tour[], { due, nexts, scene }: Coming): Reservation[] {
  const { showAheadMs } = scene.policy;
  const asked = new Set(due.flatMap(({ tasks }) => tasks));
  return tours.flatMap((tour): Reservation[] => {
    const kept = newIn(tour).filter((task) => !asked.has(task));
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
