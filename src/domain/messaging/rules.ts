import type { Policy } from './policy.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** Streets live by Beijing time, which has no daylight saving. */
const AHEAD_OF_UTC_MS = 8 * 60 * MINUTE_MS;

/** Minutes since local midnight. */
export const localMinutes = (at: Date): number =>
  Math.floor((at.getTime() + AHEAD_OF_UTC_MS) / MINUTE_MS) % DAY_MINUTES;

/** Whether an event may still be told: a street that begins to tell does not tell what is long over. */
export const isNews = (at: Date, now: Date, hours: number): boolean =>
  at.getTime() > now.getTime() - hours * 60 * MINUTE_MS;

/** The local time of day, as HH:MM. */
export const clockTime = (at: Date): string =>
  new Date(at.getTime() + AHEAD_OF_UTC_MS).toISOString().slice(11, 16);

/** 免打扰: whether only what is urgent may be said now; the hours may go over midnight. */
export function isQuiet(at: Date, { quietFrom, quietTo }: Policy): boolean {
  const [now, from, to] = [localMinutes(at), minutesOf(quietFrom), minutesOf(quietTo)];
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

/** HH:MM as minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * How long to wait after the nth failed try, in ms: doubled each time, and shortened by up to half by a number that follows
 * from the message's id, so that what failed together does not come back together.
 */
export function retryWaitMs(id: string, attempts: number, policy: Policy): number {
  const { firstRetryMs, longestRetryMs } = policy;
  const full = Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs);
  return Math.round(full * (1 - fractionOf(`${id}:${attempts}`) / 2));
}

/** A number from 0 to 1 that follows from a text (FNV-1a, mixed once more). */
export function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

/**
 * The tokens still to be spent: a bot has `botPerMinute`, and each comes back `tokenMs` after it was spent. That is more
 * than a minute, since what was handed over may arrive as late as a gateway is waited for.
 */
export function tokensSpent(spentAt: readonly Date[], now: Date, tokenMs: number): Date[] {
  return spentAt.filter((at) => at.getTime() > now.getTime() - tokenMs);
}

/** How many of each lane may be sent: urgent first; the last `reserved` tokens are for what is urgent alone. */
export function share(
  free: number,
  reserved: number,
  urgent: number,
): { urgent: number; others: number } {
  const first = Math.min(free, urgent);
  return { urgent: first, others: Math.max(0, free - first - reserved) };
}

export type Rung = 'SOCKET' | 'MESSAGE' | 'SMS' | 'PHONE';

const rungs: readonly Rung[] = ['SOCKET', 'MESSAGE', 'SMS', 'PHONE'];

/** The rung above, and the time at which it is climbed, in seconds after the offer was made. */
export function nextRung(
  rung: Rung,
  tier: number,
  { ladder }: Policy,
): { rung: Rung; seconds: number } | undefined {
  const above = rungs[rungs.indexOf(rung) + 1];
  const times = ladder[Math.min(Math.max(tier, 0), ladder.length - 1)];
  if (!above || !times) return undefined;
  const seconds = { SOCKET: 0, MESSAGE: times.messageS, SMS: times.smsS, PHONE: times.phoneS }[
    above
  ];
  return { rung: above, seconds };
}
