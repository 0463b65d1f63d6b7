import type { PlacedFix } from './pipeline.ts';
import type { PositionPolicy } from './policy.ts';

/** 在格: in which grid somebody is counted, since when, and since when they seem to have left it. Epoch milliseconds. */
export interface Presence {
  readonly gridId: string | null;
  readonly sinceMs: number;
  /** From when on every position lay surely elsewhere. */
  readonly leavingMs: number | null;
  /** When they were last seen. */
  readonly seenMs: number;
}

/** A stay in one grid that ended or goes on. */
export interface Stay {
  readonly gridId: string;
  readonly sinceMs: number;
  readonly untilMs: number | null;
}

/** Where somebody is counted after some fixes, and which stays came of it. */
export interface Moved {
  readonly presence: Presence;
  /** When the stay that was under way ended, if it did. */
  readonly endedMs: number | null;
  /** The stays that began, oldest first; only the last may go on. */
  readonly begun: readonly Stay[];
}

/**
 * Follows somebody through the grids with hysteresis: a grid is entered far beyond its border at once, near it only after a
 * while of positions that are surely inside. Along a border nobody flutters. Fixes come oldest first, all later than the last seen.
 */
export function follow(
  before: Presence | undefined,
  fixes: readonly PlacedFix[],
  policy: PositionPolicy,
): Moved | undefined {
  let presence = before;
  let endedMs: number | null = null;
  const begun: Stay[] = [];
  for (const fix of fixes) {
    const next = step(presence, fix, policy);
    if (presence && (next.sinceMs !== presence.sinceMs || next.gridId !== presence.gridId)) {
      const untilMs = isSilent(presence, fix, policy) ? presence.seenMs : next.sinceMs;
      const open = begun.at(-1);
      if (open?.untilMs === null) begun[begun.length - 1] = { ...open, untilMs };
      else if (endedMs === null && presence.gridId !== null) endedMs = untilMs;
    }
    if (
      next.gridId !== null &&
      (next.sinceMs !== presence?.sinceMs || next.gridId !== presence.gridId)
    )
      begun.push({ gridId: next.gridId, sinceMs: next.sinceMs, untilMs: null });
    presence = next;
  }
  return presence && { presence, endedMs, begun };
}

function step(before: Presence | undefined, fix: PlacedFix, policy: PositionPolicy): Presence {
  const { gridId } = fix.place;
  const seenMs = fix.deviceMs;
  // Only a grid is left with hesitation: whoever comes from nowhere is counted where they are seen.
  const isNew = !before || isSilent(before, fix, policy);
  if (isNew || (before.gridId === null && gridId !== null))
    return { gridId, sinceMs: seenMs, leavingMs: null, seenMs };
  if (gridId === before.gridId) return { ...before, leavingMs: null, seenMs };
  const depthM = fix.place.depthM ?? 0;
  if (depthM >= Math.max(policy.enterDepthM, 2 * fix.accuracyM))
    return { gridId, sinceMs: seenMs, leavingMs: null, seenMs };
  // A position that may as well be on this side says nothing: the while begins anew.
  const leavingMs = depthM > fix.accuracyM ? (before.leavingMs ?? seenMs) : null;
  if (leavingMs !== null && seenMs - leavingMs >= policy.enterAfterMs)
    return { gridId, sinceMs: seenMs, leavingMs: null, seenMs };
  return { ...before, leavingMs, seenMs };
}

const isSilent = (
  { seenMs }: Presence,
  { deviceMs }: PlacedFix,
  { silenceMs }: PositionPolicy,
): boolean => deviceMs - seenMs > silenceMs;
