import type { Rider, Snapshot, Task } from '../../src/dispatch/model.ts';
import { walk } from '../../src/dispatch/route.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import type { Answer, Decide } from './deciding.ts';
import { type Fetch, fetchOf, type Standing } from './fetching.ts';

/** Each order at once to the courier who can fetch it first, behind all that courier has; never changed but by a decline. */
export function naiveDay(): Decide {
  const queues = new Map<string, string[]>();
  return (snapshot, travel) => {
    const day = new Moment(snapshot, travel, queues);
    return day.answer();
  };
}

class Moment {
  private readonly snapshot: Snapshot;
  private readonly travel: Travel;
  private readonly queues: Map<string, string[]>;
  private readonly tasks: ReadonlyMap<string, Task>;

  constructor(snapshot: Snapshot, travel: Travel, queues: Map<string, string[]>) {
    this.snapshot = snapshot;
    this.travel = travel;
    this.queues = queues;
    this.tasks = new Map(snapshot.tasks.map((task) => [task.id, task]));
  }

  answer(): Answer {
    const { riders, tasks, now } = this.snapshot;
    for (const [rider, queue] of this.queues) {
      const declined = riders.find(({ id }) => id === rider)?.declinedTaskIds ?? [];
      const left = queue.filter((id) => this.tasks.has(id) && !declined.includes(id));
      this.queues.set(rider, left);
    }
    const queued = new Set([...this.queues.values()].flat());
    const standings = riders.map((rider) => ({ rider, at: this.behindAll(rider) }));
    for (const task of tasks.toSorted((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1)))
      if (!queued.has(task.id)) this.queue(task, standings);
    const offers = riders.flatMap((rider) => {
      const queue = this.queues.get(rider.id) ?? [];
      const first = this.tasks.get(queue[0] ?? '');
      if (!first || rider.route.length) return [];
      if (fetchOf(rider, [first], { now, travel: this.travel }))
        return [{ taskIds: [first.id], asked: [{ riderId: rider.id }] }];
      // What came later than thought leaves no time before the shift ends: somebody else is looked for.
      this.queues.set(rider.id, []);
      return [];
    });
    return { offers, wakeAt: now + 60_000 };
  }

  private queue(task: Task, standings: { readonly rider: Rider; at: Standing }[]): void {
    let best: { readonly one: (typeof standings)[number]; readonly fetch: Fetch } | undefined;
    for (const one of standings) {
      if (one.rider.declinedTaskIds.includes(task.id)) continue;
      const fetch = fetchOf(one.at, [task], { now: this.snapshot.now, travel: this.travel });
      if (fetch && fetch.pickupAt < (best?.fetch.pickupAt ?? Infinity)) best = { one, fetch };
    }
    if (!best) return;
    const { one, fetch } = best;
    this.queues.set(one.rider.id, [...(this.queues.get(one.rider.id) ?? []), task.id]);
    one.at = { ...one.at, at: task.dropoff.at, availableAt: fetch.doneAt };
  }

  /** Where and when the courier is free of everything assigned. */
  private behindAll(rider: Rider): Standing {
    const { now } = this.snapshot;
    const { endsAt } = walk(rider, rider.route, {
      now,
      travel: this.travel,
      policy: defaultPolicy,
    });
    let at: Standing = { ...rider, at: rider.route.at(-1)?.at ?? rider.at, availableAt: endsAt };
    for (const id of this.queues.get(rider.id) ?? []) {
      const task = this.tasks.get(id)!;
      const fetch = fetchOf({ ...at, dutyEndsAt: undefined }, [task], {
        now,
        travel: this.travel,
      })!;
      at = { ...at, at: task.dropoff.at, availableAt: fetch.doneAt };
    }
    return at;
  }
}
