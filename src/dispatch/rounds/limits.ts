/** How long a search may go on, by the clock or by steps; by steps alone it is repeatable. */
export interface Limits {
  readonly seed: number;
  /** Milliseconds, from any beginning. */
  readonly clock: () => number;
  readonly ms: number;
  /** At most so many steps in each phase. */
  readonly steps: number;
  /** Told where the search stands: in each phase from time to time, and once at the end. */
  readonly onProgress?: (standing: Progress) => void;
}

/** What a search by steps alone depends on: the same finds the same. */
export type Search = Pick<Limits, 'seed' | 'steps'>;

/** Where a search stands. */
export interface Progress {
  readonly phase: 'FEWER' | 'SHORTER';
  /** 0 to 1 of what the phase may use. */
  readonly share: number;
  readonly vehicles: number;
  readonly length: number;
  readonly unplanned: number;
}

/** A search that pauses after every step, so that whoever runs it can do something else in between; it comes to the same. */
export type Searching<Result> = Generator<undefined, Result>;

/** Runs a search to its end without a pause. */
export function atOnce<Result>(search: Searching<Result>): Result {
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

/** Says of a phase how much of its time or steps is used. */
export class Budget {
  private steps = 0;
  private readonly begins: number;
  private readonly limits: Limits;
  private readonly endsAt: number;

  constructor(limits: Limits, endsAt: number) {
    this.limits = limits;
    this.endsAt = endsAt;
    this.begins = limits.clock();
  }

  /** Counts a step; 0 to 1, from 1 on it is over. */
  step(): number {
    this.steps++;
    return this.share();
  }

  share(): number {
    const { clock, steps } = this.limits;
    const left = this.endsAt - this.begins;
    const byTime = left > 0 ? (clock() - this.begins) / left : 1;
    return Math.max(byTime, this.steps / steps);
  }
}
