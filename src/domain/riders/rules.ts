/** A position older than this does not tell where a rider is. */
export const STALE_AFTER_MS = 120_000;
/** A device's clock may run ahead by so much. */
const AHEAD_MS = 60_000;
/** A position less accurate than this is no position. */
export const WORST_ACCURACY_M = 1_000;

export const isStale = (receivedAt: Date, now: Date): boolean =>
  now.getTime() - receivedAt.getTime() > STALE_AFTER_MS;

export type PositionFault = 'POSITION_FROM_THE_FUTURE' | 'POSITION_INACCURATE';

/** Why a told position cannot be believed; nothing when it can. */
export function positionFault(
  { accuracyM, deviceAt }: { accuracyM: number; deviceAt: Date },
  now: Date,
): PositionFault | undefined {
  if (deviceAt.getTime() > now.getTime() + AHEAD_MS) return 'POSITION_FROM_THE_FUTURE';
  if (!(accuracyM >= 0 && accuracyM <= WORST_ACCURACY_M)) return 'POSITION_INACCURATE';
  return undefined;
}

/** What is known of a rider's day: which change of duty closes and opens which period. */
export const dutyPeriods = { OFF: null, ON: 'ON', BREAK: 'BREAK' } as const;
