import type { Sentence } from '../model.ts';

/** 路线方案: who does which scheduled work in which order, and what nobody does. */
export interface RoundPlan {
  readonly routes: readonly RoundRoute[];
  readonly unplanned: readonly Unplanned[];
}

/** What one rider does, behind all that the rider has promised already. */
export interface RoundRoute {
  readonly riderId: string;
  readonly stops: readonly RoundStop[];
}

/** One visit of a round; times in epoch milliseconds. */
export interface RoundStop {
  readonly taskId: string;
  readonly kind: 'PICKUP' | 'DROPOFF';
  readonly beginsAt: number;
}

/** A task that no route takes, and why. */
export interface Unplanned {
  readonly taskId: string;
  readonly reasons: readonly Sentence[];
}
