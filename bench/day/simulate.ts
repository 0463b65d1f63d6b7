import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import type { Coins } from './coins.ts';
import { type Courier, NOT_HEARD } from './couriers.ts';
import type { Asking, Decide } from './deciding.ts';
import { OnTheRoad } from './rider.ts';
import type { Ground } from './street.ts';
import { MINUTE, type Wish } from './wishes.ts';

/** A day and everybody in it. */
export interface Day {
  readonly ground: Ground;
  readonly coins: Coins;
  readonly couriers: readonly Courier[];
  readonly wishes: readonly Wish[];
}

/** What came of a day. */
export interface Outcome {
  readonly riders: readonly OnTheRoad[];
  /** When somebody was at the door; absent: nobody was. */
  readonly doorAt: ReadonlyMap<string, number>;
  /** Requests put to riders, and accepted by them: each of what is asked for at once counts, as in the product. */
  readonly offers: number;
  readonly accepted: number;
}

interface Offer {
  readonly rider: OnTheRoad;
  readonly wishes: readonly Wish[];
  readonly answerAt: number;
  readonly answer: 'ACCEPTED' | 'DECLINED' | 'EXPIRED';
}

/** Positions change and rules loosen without any event. */
const SWEEP_MS = MINUTE / 2;
/** A rider declines the more readily the longer the way would be for each thing that is asked. */
const FREE_MINUTES = 8;
const PER_MINUTE = 0.02;

/** Lives the day by events: something is asked for, a rider answers, arrives, finishes. */
export function simulate(day: Day, decide: Decide): Outcome {
  const life = new Life(day, decide);
  life.run();
  return life;
}

class Life implements Outcome {
  readonly riders: OnTheRoad[];
  readonly doorAt = new Map<string, number>();
  offers = 0;
  accepted = 0;
  private readonly open = new Map<string, Wish>();
  private readonly wishes: ReadonlyMap<string, Wish>;
  private readonly asked = new Map<string, number>();
  private pending: Offer[] = [];

  private readonly day: Day;
  private readonly decide: Decide;

  constructor(day: Day, decide: Decide) {
    this.day = day;
    this.decide = decide;
    this.riders = day.couriers.map((courier) => new OnTheRoad(courier, day));
    this.wishes = new Map(day.wishes.map((wish) => [wish.task.id, wish]));
  }

  run(): void {
    const coming = [...this.day.wishes];
    const shifts = this.day.couriers.flatMap((one) =>
      one.shifts.flatMap(({ from, to }) => [from, to]),
    );
    const last = Math.max(...shifts) + 120 * MINUTE;
    let now = Math.min(...shifts);
    let sweptAt = now;
    while (now <= last) {
      while (coming[0] && coming[0].task.openedAt <= now) {
        const wish = coming.shift()!;
        this.open.set(wish.task.id, wish);
      }
      const moves = this.riders.map((rider) => this.move(rider, now));
      this.hear(now);
      if (this.open.size > 0)
        for (const asking of this.decide(this.snapshotAt(now))) this.ask(asking, now);
      if (now - sweptAt >= SWEEP_MS) sweptAt = now;
      now = Math.max(
        now + 1,
        Math.min(
          sweptAt + SWEEP_MS,
          ...moves,
          ...this.pending.map(({ answerAt }) => answerAt),
          coming[0]?.task.openedAt ?? Infinity,
        ),
      );
    }
  }

  private move(rider: OnTheRoad, now: number): number {
    const { ended, nextAt } = rider.step(now);
    const taskId = ended?.stop.kind === 'DROPOFF' ? ended.stop.taskId! : undefined;
    if (taskId) {
      this.doorAt.set(taskId, ended!.beginAt);
      rider.credited += this.wishes.get(taskId)!.serviceMinutes;
    }
    return nextAt;
  }

  private snapshotAt(now: number) {
    return makeSnapshot({
      now,
      riders: this.riders.filter((rider) => rider.onDuty(now)).map((rider) => rider.seenAt(now)),
      tasks: [...this.open.values()].map(({ task }) => task),
      grids: this.day.ground.grids,
    });
  }

  private ask({ taskIds, riderIds }: Asking, now: number): void {
    const wishes = taskIds.map((id) => this.open.get(id)!);
    for (const id of taskIds) this.open.delete(id);
    for (const riderId of riderIds) {
      const rider = this.riders.find(({ courier }) => courier.id === riderId)!;
      rider.pending = taskIds[0];
      rider.offers++;
      this.offers += wishes.length;
      this.pending.push({ rider, wishes, ...this.answerOf(rider, wishes, now) });
    }
  }

  /** The same rider asked for the same thing as often as before answers the same, if it is as far out of the way. */
  private answerOf(
    rider: OnTheRoad,
    wishes: readonly Wish[],
    now: number,
  ): Pick<Offer, 'answer' | 'answerAt'> {
    const name = `${rider.courier.id} ${wishes[0]!.task.id}`;
    const nth = (this.asked.get(name) ?? 0) + 1;
    this.asked.set(name, nth);
    const next = this.day.coins.of('answer', name, nth);
    const [thought, mood, absent] = [5_000 + 15_000 * next(), next(), next()];
    if (absent < NOT_HEARD) return { answer: 'EXPIRED', answerAt: now + wishes[0]!.offerMs };
    const extra = rider.extraMinutes(
      wishes.map(({ task }) => task),
      now,
    );
    const each = extra / wishes.length;
    const decline = rider.courier.reluctance + PER_MINUTE * Math.max(0, each - FREE_MINUTES);
    return {
      answer: mood < Math.min(0.8, decline) ? 'DECLINED' : 'ACCEPTED',
      answerAt: now + thought,
    };
  }

  private hear(now: number): void {
    const due = this.pending
      .filter(({ answerAt }) => answerAt <= now)
      .toSorted((a, b) => a.answerAt - b.answerAt);
    for (const offer of due) {
      if (!this.pending.includes(offer)) continue;
      this.close(offer);
      const { rider, wishes, answer } = offer;
      const ids = wishes.map(({ task }) => task.id);
      if (answer === 'ACCEPTED' && rider.onDuty(now)) {
        for (const { task } of wishes) rider.take(task);
        this.accepted += wishes.length;
        for (const other of this.pending.filter((one) =>
          one.wishes.some((wish) => wishes.includes(wish)),
        ))
          this.close(other);
        continue;
      }
      rider.declined.push(...ids);
      if (!this.pending.some((one) => one.wishes.some((wish) => wishes.includes(wish))))
        for (const wish of wishes) this.open.set(wish.task.id, wish);
    }
  }

  private close(offer: Offer): void {
    this.pending = this.pending.filter((one) => one !== offer);
    offer.rider.pending = undefined;
  }
}
