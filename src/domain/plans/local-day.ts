/** The clock of the streets: Asia/Shanghai, eight hours ahead of UTC, without daylight saving since 1992. */
const AHEAD_MINUTES = 480;
const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A day of the street as 'YYYY-MM-DD'; days compare as texts do. */
export type Day = string;

/** The day of the street at an instant. */
export const dayOf = (instant: Date): Day =>
  new Date(instant.getTime() + AHEAD_MINUTES * MINUTE_MS).toISOString().slice(0, 10);

/** The instant of a minute of a day, by the clock of the street. */
export const instantOf = (day: Day, minute: number): Date =>
  new Date(Date.parse(day) + (minute - AHEAD_MINUTES) * MINUTE_MS);

/** The day so many days later. */
export const daysAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether the text is a day of the calendar. */
export const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** The minute of the day that '11:30' means; 24:00 is the end of the day. */
export function minuteOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= 1_440 ? minute : undefined;
}

/** '11:30' of a minute of the day. */
export const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
