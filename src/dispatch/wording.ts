import { labels } from './constraints/all.ts';
import type { Sentence } from './model.ts';

/** "2 名不在岗，1 名装不下": how many each rule refuses, most first, ties by name. */
export function tally(counts: Readonly<Record<string, number>>): Sentence {
  const sorted = Object.entries(counts).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return {
    zh: sorted.map(([name, count]) => `${count} 名${labels[name]!.zh}`).join('，'),
    en: sorted.map(([name, count]) => `${count} ${labels[name]!.en}`).join(', '),
  };
}

/** "1 rider is", "2 riders who could go are". */
export const ridersWho = (count: number, can?: string): string =>
  `${count} ${count === 1 ? 'rider' : 'riders'}${can ? ` who ${can}` : ''} ${count === 1 ? 'is' : 'are'}`;
