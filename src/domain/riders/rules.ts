/** By which numbers a told position is believed, and for how long. */
export interface PositionPolicy {
  readonly version: number;
  readonly since: string;
  /** A position older than this does not tell where a rider is. */
  readonly staleAfterMs: number;
  /** A device's clock may run ahead by so much. */
  readonly aheadMs: number;
  /** A position less accurate than this is no position. */
  readonly worstAccuracyM: number;
}

export const positionPolicy: PositionPolicy = {
  version: 1,
  since: '2026-01-01',
  staleAfterMs: 120_000,
  aheadMs: 60_000,
  worstAccuracyM: 1_000,
};

/** When a position was measured and when it arrived; the earlier counts, since a device may send late. */
export interface Told {
  readonly deviceAt: Date;
  readonly receivedAt: Date;
}

export const isStale = ({ deviceAt, receivedAt }: Told, now: Date): boolean =>
  now.getTime() - Math.min(deviceAt.getTime(), receivedAt.getTime()) > positionPolicy.staleAfterMs;

export type PositionFault = 'POSITION_FROM_THE_FUTURE' | 'POSITION_INACCURATE';

/** Why a told position cannot be believed; nothing when it can. */
export function positionFault(
  { accuracyM, deviceAt }: { accuracyM: number; deviceAt: Date },
  now: Date,
): PositionFault | undefined {
  if (deviceAt.getTime() > now.getTime() + positionPolicy.aheadMs)
    return 'POSITION_FROM_THE_FUTURE';
  if (!(accuracyM >= 0 && accuracyM <= positionPolicy.worstAccuracyM)) return 'POSITION_INACCURATE';
  return undefined;
}

/** What is known of a rider's day: which change of duty opens which period. */
export const dutyPeriods = { OFF: null, ON: 'ON', BREAK: 'BREAK' } as const;
