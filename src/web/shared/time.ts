import type { Text } from './text.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** A span of seconds as digits: `12:03`, `1:12:03`, `2d 3h`. */
export function digitsOf(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (hours >= 48) return `${Math.floor(hours / 24)}d ${hours % 24}h`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

/** What the digits until a moment mean in words. */
export const remainingText = (seconds: number): Text => {
  const minutes = Math.max(1, Math.round(Math.abs(seconds) / 60));
  return seconds >= 0
    ? { zh: `剩 ${minutes} 分钟`, en: `${minutes} min left` }
    : { zh: `超时 ${minutes} 分钟`, en: `${minutes} min overdue` };
};

/** A moment as the time of day here, `HH:MM` or `HH:MM:SS`; with month and day when it is not today. */
export function timeOf(at: string | number, detail: 'minute' | 'second' = 'minute'): string {
  const moment = new Date(at);
  const clock = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const time = detail === 'second' ? `${clock}:${two(moment.getSeconds())}` : clock;
  const today = moment.toDateString() === new Date().toDateString();
  return today ? time : `${two(moment.getMonth() + 1)}-${two(moment.getDate())} ${time}`;
}
