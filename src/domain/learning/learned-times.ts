import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { bandOf, cellOf } from './cell.ts';

export type Learned = 'DOOR' | 'PICKUP' | 'READY' | 'DETOUR' | 'PACE';

/** One thing learned: seconds, or of DETOUR and PACE a factor. */
export interface LearnedRow {
  readonly what: Learned;
  readonly key: string;
  readonly band: number | null;
  readonly value: number;
}

/** Where and when something is handed over, and what kind of request it is. */
export interface Occasion {
  readonly place: LngLat;
  readonly kind: string;
  readonly at: number;
}

export interface Handover extends Occasion {
  /** Seconds by the kind of request: what was learned is believed down to a quarter and up to four times of them. */
  readonly usual: number;
}

const BELIEVED = 4;
/** What is believed of factors. */
const DETOURS = [1.05, 2.5] as const;
const PACES = [0.75, 2.5] as const;
const MOST_SPREAD_SECONDS = 1200;

export const kindKey = (kind: string): string => `kind ${kind}`;
export const STREET = 'street';

/** 经验用时: what was learned from finished work, at the building and hour first, then at the building, then of the kind. */
export class LearnedTimes {
  private readonly values: ReadonlyMap<string, number>;

  constructor(rows: readonly LearnedRow[]) {
    this.values = new Map(rows.map((row) => [nameOf(row), row.value]));
  }

  /** Seconds; as usual where too little is known. */
  secondsOf(what: 'DOOR' | 'PICKUP', { usual, ...occasion }: Handover): number {
    const known = this.known(what, occasion);
    if (known === undefined) return usual;
    return Math.round(within(known, [usual / BELIEVED, usual * BELIEVED]));
  }

  /** 备货误差: how far from what was said the goods are ready there, as a standard deviation in seconds; 0 where too little is known. */
  readySpreadOf(occasion: Occasion): number {
    return Math.round(Math.min(MOST_SPREAD_SECONDS, this.known('READY', occasion) ?? 0));
  }

  /**
   * How many times longer ways take at that hour than the straight line says, and than the roads say: at the hour first, then
   * at any; without what too little is known of.
   */
  factorsAt(at: number): { readonly detourFactor?: number; readonly paceFactor?: number } {
    const [detour, pace] = [this.factor('DETOUR', at), this.factor('PACE', at)];
    return {
      ...(detour !== undefined && { detourFactor: within(detour, DETOURS) }),
      ...(pace !== undefined && { paceFactor: within(pace, PACES) }),
    };
  }

  private factor(what: 'DETOUR' | 'PACE', at: number): number | undefined {
    return (
      this.find({ what, key: STREET, band: bandOf(at) }) ??
      this.find({ what, key: STREET, band: null })
    );
  }

  private known(what: Learned, { place, kind, at }: Occasion): number | undefined {
    const cell = cellOf(place);
    const band = bandOf(at);
    return (
      this.find({ what, key: cell, band }) ??
      this.find({ what, key: cell, band: null }) ??
      this.find({ what, key: kindKey(kind), band }) ??
      this.find({ what, key: kindKey(kind), band: null })
    );
  }

  private find(row: Omit<LearnedRow, 'value'>): number | undefined {
    return this.values.get(nameOf(row));
  }
}

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value));

const nameOf = ({ what, key, band }: Omit<LearnedRow, 'value'>): string =>
  `${what} ${key} ${band ?? ''}`;

const nothing = new LearnedTimes([]);

/** What the street has learned, of that version; this process reads it once. */
export async function learnedOf(
  { em, actor, shelf }: Context,
  version: number | null,
): Promise<LearnedTimes> {
  if (version === null) return nothing;
  const { streetId } = actor!;
  const name = `learned ${streetId}`;
  const kept = shelf.find(name, version);
  if (kept instanceof LearnedTimes) return kept;
  const rows = await em.execute<LearnedRow[]>(
    'select what, key, band, value from learned_time where street_id = ? and version = ?',
    [streetId, version],
  );
  const learned = new LearnedTimes(rows);
  shelf.put(name, version, learned);
  return learned;
}
