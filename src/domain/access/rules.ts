import type { Budget } from '../../platform/attempts/attempts.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long an access token speaks: short, since it is only looked up, not called back. */
export const ACCESS_TOKEN_MS = 10 * MINUTE_MS;
/** How long a device stays signed in without a new password or code. */
export const SESSION_MS = 30 * DAY_MS;
/** A refresh token shown again within this time is a lost answer; later it is a theft. */
export const REUSE_GRACE_MS = 10 * SECOND_MS;

/** One-time codes (ASVS 5.0, 6.6). */
export const code = {
  digits: 6,
  livesMs: 5 * MINUTE_MS,
  tries: 5,
  resendMs: MINUTE_MS,
  perDay: 10,
  dayMs: DAY_MS,
} as const;

const TEN_MINUTES = 600;
/** Wrong passwords for one login. */
export const byLogin: Budget = { name: 'login', tries: 10, seconds: TEN_MINUTES };
/** Wrong passwords and codes from one address, which a whole office or carrier may share. */
export const byOrigin: Budget = { name: 'origin', tries: 300, seconds: TEN_MINUTES };
/** Codes asked for from one address. */
export const codesByOrigin: Budget = { name: 'codes', tries: 100, seconds: TEN_MINUTES };

/** Seconds to wait before another code may be sent to a phone; 0 when one may. Times in ms, `latestMs` undefined for none. */
export function codeWaitSeconds(
  sent: { today: number; latestMs?: number; oldestMs?: number },
  nowMs: number,
): number {
  const next = (sent.latestMs ?? -Infinity) + code.resendMs;
  const nextDay = sent.today < code.perDay ? -Infinity : (sent.oldestMs ?? nowMs) + code.dayMs;
  return Math.max(0, Math.ceil((Math.max(next, nextDay) - nowMs) / SECOND_MS));
}
