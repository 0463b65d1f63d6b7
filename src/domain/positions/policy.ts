import type { Text } from '../../platform/errors.ts';

/** By which numbers a told position is believed, counted and kept. Data with a version: a street may have its own. */
export interface PositionPolicy {
  readonly version: number;
  /** A position older than this does not tell where a rider is. */
  readonly staleAfterMs: number;
  /** A device's clock may run ahead by so much. */
  readonly aheadMs: number;
  /** What was measured longer ago than this comes too late to be kept. */
  readonly pastMs: number;
  /** A position less accurate than this is no position. */
  readonly worstAccuracyM: number;
  /** Nobody on a street moves faster. */
  readonly maxSpeedMps: number;
  /** A position older than this says nothing about the speed until the next. */
  readonly speedMemoryMs: number;
  /** So far outside the street office's territory a rider on duty is still followed. */
  readonly marginM: number;
  /** Counted in another grid at once when so far beyond its border, and twice the accuracy. */
  readonly enterDepthM: number;
  /** Counted there after so long when every position lies deeper than its own accuracy. */
  readonly enterAfterMs: number;
  /** After a silence of so long nobody is counted anywhere. */
  readonly silenceMs: number;
  readonly keepTrackDays: number;
  readonly keepPresenceDays: number;
}

const MINUTE = 60_000;

/** The policy a street starts with. */
export const positionPolicy: PositionPolicy = {
  version: 1,
  staleAfterMs: 2 * MINUTE,
  aheadMs: MINUTE,
  pastMs: 24 * 60 * MINUTE,
  worstAccuracyM: 1_000,
  maxSpeedMps: 55,
  speedMemoryMs: 5 * MINUTE,
  marginM: 3_000,
  enterDepthM: 60,
  enterAfterMs: MINUTE,
  silenceMs: 10 * MINUTE,
  keepTrackDays: 7,
  keepPresenceDays: 30,
};

/** What a street says of its own policy; the rest is as in `positionPolicy`. */
export type PolicyDraft = Partial<Omit<PositionPolicy, 'version'>>;

/** Positions are personal data: how long they may be kept at most, in days. */
const MOST_DAYS = 30;

/** What is wrong with a draft; nothing when it can be. */
export function policyFault(draft: PolicyDraft): Text | undefined {
  const bad = Object.entries(draft).find(([, value]) => !(Number.isFinite(value) && value >= 0));
  if (bad) return { zh: `${bad[0]} 不能为负`, en: `${bad[0]} cannot be negative` };
  for (const days of [draft.keepTrackDays, draft.keepPresenceDays])
    if (days !== undefined && !(days >= 1 && days <= MOST_DAYS))
      return { zh: `保留 1 至 ${MOST_DAYS} 天`, en: `kept for 1 to ${MOST_DAYS} days` };
  return undefined;
}

/** The policy from what a street has stored of it. */
export const makePolicy = (
  stored: { version: number; policy: PolicyDraft } | null,
): PositionPolicy =>
  stored ? { ...positionPolicy, ...stored.policy, version: stored.version } : positionPolicy;
