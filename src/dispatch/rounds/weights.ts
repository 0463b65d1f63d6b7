import type { Dice } from './dice.ts';

/** How fast a way's fame fades, by use of it. */
const FADING = 0.995;

/** Which of several ways to try next: those that did good are picked more often. */
export class Weights {
  private readonly fame: Float64Array;
  private readonly dice: Dice;
  private last = 0;

  constructor(ways: number, dice: Dice) {
    this.fame = new Float64Array(ways).fill(1);
    this.dice = dice;
  }

  pick(): number {
    let left = this.dice.next() * this.fame.reduce((sum, one) => sum + one, 0);
    let way = 0;
    while (way < this.fame.length - 1 && (left -= this.fame[way]!) >= 0) way++;
    this.last = way;
    this.fame[way] = Math.max(0.2, this.fame[way]! * FADING);
    return way;
  }

  /** The last pick was worth so much. */
  reward(points: number) {
    this.fame[this.last] = this.fame[this.last]! + points * (1 - FADING);
  }
}
