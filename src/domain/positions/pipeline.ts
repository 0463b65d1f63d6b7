import { inOrder, type Fix, type Place } from './fix.ts';
import type { PositionPolicy } from './policy.ts';
import {
  duplicate,
  future,
  impossibleSpeed,
  inaccurate,
  offDuty,
  outOfArea,
  past,
  zero,
  type Span,
  type Stage,
} from './stages.ts';

/** What a told position passes before it is kept, in this order. */
export const stages: readonly Stage[] = [
  future,
  past,
  duplicate,
  zero,
  inaccurate,
  impossibleSpeed,
  offDuty,
  outOfArea,
];

/** A fix and where it lies. */
export interface PlacedFix extends Fix {
  readonly place: Place;
}

/** What is known of a rider when positions arrive. */
export interface Known {
  readonly nowMs: number;
  readonly policy: PositionPolicy;
  readonly duty: readonly Span[];
  /** Kept positions around those that arrive, oldest first. */
  readonly kept: readonly Pick<Fix, 'at' | 'deviceMs' | 'accuracyM'>[];
}

/** What came of a batch: the fixes to keep, oldest first, and how many each stage dropped. */
export interface Sifted {
  readonly accepted: readonly PlacedFix[];
  readonly dropped: ReadonlyMap<string, number>;
}

/** Passes a batch through the stages, by device time. The order of the batch does not matter, nor how often it is told. */
export function sift(batch: readonly PlacedFix[], known: Known): Sifted {
  const { nowMs, policy, duty } = known;
  const kept = new Set(known.kept.map(({ deviceMs }) => deviceMs));
  const accepted: PlacedFix[] = [];
  const dropped = new Map<string, number>();
  let next = 0;
  for (const fix of inOrder(batch)) {
    while (next < known.kept.length && known.kept[next]!.deviceMs <= fix.deviceMs) next++;
    const before = later(known.kept[next - 1], accepted.at(-1));
    const scene = { nowMs, policy, duty, kept, before, place: fix.place };
    const stage = stages.find(({ drops }) => drops(fix, scene));
    if (stage) dropped.set(stage.name, (dropped.get(stage.name) ?? 0) + 1);
    else accepted.push(fix);
  }
  return { accepted, dropped };
}

type Stored = Known['kept'][number];

const later = (a: Stored | undefined, b: Stored | undefined): Stored | undefined =>
  a && b ? (a.deviceMs > b.deviceMs ? a : b) : (a ?? b);

export const stageNamed = (name: string): Stage => stages.find((stage) => stage.name === name)!;
