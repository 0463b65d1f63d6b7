import { distance, type LngLat } from '../geo/point.ts';

/** A walk along a line: where somebody is after so many metres. */
export class Walk {
  private readonly line: readonly LngLat[];
  private gone = 0;
  readonly metres: number;

  constructor(line: readonly LngLat[]) {
    this.line = line;
    this.metres = line.slice(1).reduce((sum, to, index) => sum + distance(line[index]!, to), 0);
  }

  get arrived(): boolean {
    return this.gone >= this.metres;
  }

  /** Goes on, and says where that leads; at the end it stays. */
  advance(metres: number): LngLat {
    this.gone = Math.min(this.metres, this.gone + metres);
    let left = this.gone;
    for (let index = 1; index < this.line.length; index++) {
      const [from, to] = [this.line[index - 1]!, this.line[index]!];
      const leg = distance(from, to);
      if (left <= leg && leg > 0) return between(from, to, left / leg);
      left -= leg;
    }
    return this.line.at(-1)!;
  }
}

const between = ([lng1, lat1]: LngLat, [lng2, lat2]: LngLat, share: number): LngLat => [
  lng1 + (lng2 - lng1) * share,
  lat1 + (lat2 - lat1) * share,
];
