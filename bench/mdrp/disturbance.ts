import { chance } from '../town.ts';
import type { Order } from './read.ts';

/** What a day holds that nobody knows beforehand; the same for every policy that is tried on it. */
export interface Disturbance {
  /** How likely a courier declines an offer. */
  readonly decline: number;
  /** How far ready times are from what is said beforehand: minutes, standard deviation. */
  readonly readySd: number;
  /** Which of the draws: other numbers, other surprises. */
  readonly draw: number;
}

export const undisturbed: Disturbance = { decline: 0, readySd: 0, draw: 1 };

/** The surprises of one day: drawn from its name, the order and the courier, never from what was done before. */
export class Surprises {
  private readonly day: string;
  private readonly disturbance: Disturbance;

  constructor(day: string, disturbance: Disturbance) {
    this.day = day;
    this.disturbance = disturbance;
  }

  get declineProbability(): number {
    return this.disturbance.decline;
  }

  get readySd(): number {
    return this.disturbance.readySd;
  }

  declines(courier: string, order: string): boolean {
    const { decline } = this.disturbance;
    return decline > 0 && this.drawn(`declines ${courier} ${order}`)() < decline;
  }

  /** When the order is said to be ready, and how uncertain that is, as long as it is not ready; in minutes. */
  said({ id, placedAt, readyAt }: Order, now: number): { readyAt: number; spread: number } {
    const { readySd } = this.disturbance;
    if (readySd === 0 || readyAt <= now) return { readyAt, spread: 0 };
    const next = this.drawn(`ready ${id}`);
    // Box and Muller, 1958.
    const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const said = Math.max(placedAt, Math.round(readyAt + readySd * normal));
    return { readyAt: Math.max(said, now + 1), spread: readySd };
  }

  /** Numbers of their own for each thing (FNV-1a of its name as the seed). */
  private drawn(what: string): () => number {
    let hash = 0x811c9dc5;
    const { draw } = this.disturbance;
    const name = draw === 1 ? `${this.day} ${what}` : `${draw} ${this.day} ${what}`;
    for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
    return chance(hash);
  }
}
