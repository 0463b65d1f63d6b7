import type { Context } from '../../platform/context.ts';
import { geometryOf, pointOf } from '../territory/point.ts';
import { middleOf } from './cell.ts';
import type { LearnedTime, LearnedWhat } from './learned-time.ts';

/** A building where fewer people were served would tell of a person. */
const LEAST_PEOPLE = 3;
const BAND_HOURS = 2;

interface Row {
  readonly what: LearnedWhat;
  readonly key: string;
  readonly band: number | null;
  readonly n: number;
  readonly value: number;
  readonly learnedAt: string;
}

/** What the street has learned last, the most often seen first. */
export async function listLearnedTimes({ em, actor }: Context): Promise<LearnedTime[]> {
  const rows = await em.execute<Row[]>(
    `select what, key, band, n, value, to_json(learned_at) as "learnedAt" from learned_time
     where street_id = ? and people >= ${LEAST_PEOPLE} order by n desc, what, key, band nulls first limit 500`,
    [actor!.streetId],
  );
  return rows.map(({ what, key, band, n, value, learnedAt }) => {
    const middle = middleOf(key);
    return {
      what,
      place: middle ? pointOf(geometryOf(middle)) : null,
      kind: /^kind (.+)$/.exec(key)?.[1] ?? null,
      fromHour: band === null ? null : band * BAND_HOURS,
      n,
      value,
      learnedAt: new Date(learnedAt),
    };
  });
}
