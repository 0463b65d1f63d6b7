import { positionPolicy } from '../positions/policy.ts';

/** When a position was measured and when it arrived; the earlier counts, since a device may send late. */
export interface Told {
  readonly deviceAt: Date;
  readonly receivedAt: Date;
}

export const isStale = ({ deviceAt, receivedAt }: Told, now: Date): boolean =>
  now.getTime() - Math.min(deviceAt.getTime(), receivedAt.getTime()) > positionPolicy.staleAfterMs;

/** What is known of a rider's day: which change of duty opens which period. */
export const dutyPeriods = { OFF: null, ON: 'ON', BREAK: 'BREAK' } as const;
