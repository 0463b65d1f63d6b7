import { chance } from '../town.ts';

/** What a day holds that nobody decides: the same for everybody who asks for the same thing, whatever was done before. */
export class Coins {
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Numbers of their own for each thing, from 0 up to 1 (FNV-1a of its name as the seed). */
  of(...what: readonly (string | number)[]): () => number {
    let hash = 0x811c9dc5;
    for (const char of [this.seed, ...what].join(' '))
      hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
    return chance(hash);
  }

  once(...what: readonly (string | number)[]): number {
    return this.of(...what)();
  }
}
