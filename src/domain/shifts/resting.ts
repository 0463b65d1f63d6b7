import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { restRules } from '../riders/resting.ts';
import { restFault, type Stretch } from './rest.ts';
import type { Shift } from './shift.ts';

/** How far around a shift a rider's other days are looked at. */
const AROUND_MS = 15 * 86_400_000;

interface Taking {
  readonly shift: Shift;
  readonly riderId: string;
  /** The shift the rider gives away for it. */
  readonly givenAwayId?: string;
}

/** The planner's check of a shift that changes hands: rest rules are kept. Refuses SHIFT_BREAKS_REST. */
export async function checkRest(
  ctx: Context,
  { shift, riderId, givenAwayId }: Taking,
): Promise<void> {
  const { streetId } = ctx.actor!;
  const [from, until] = [shift.fromAt.getTime(), shift.untilAt.getTime()];
  const others = await ctx.em.execute<Stretch[]>(
    `select extract(epoch from from_at)::float8 * 1000 as from, extract(epoch from until_at)::float8 * 1000 as until
     from shift where street_id = ? and rider_id = ? and state in ('PLANNED', 'CONFIRMED') and id <> all (?::uuid[])
       and until_at > ? and from_at < ?`,
    [
      streetId,
      riderId,
      `{${[shift.id, ...(givenAwayId ? [givenAwayId] : [])].join(',')}}`,
      new Date(from - AROUND_MS).toISOString(),
      new Date(until + AROUND_MS).toISOString(),
    ],
  );
  const [worked] = await ctx.em.execute<{ days: number[] }[]>(
    `select array(select day - date '1970-01-01' from unnest(days) day) as days from toil where street_id = ? and rider_id = ?`,
    [streetId, riderId],
  );
  const { limitMinutes, daysInARow } = await restRules(ctx);
  const fault = restFault({
    shift: { from, until },
    others,
    daysWorked: worked?.days ?? [],
    limitMinutes,
    daysInARow,
  });
  if (fault) refuse('SHIFT_BREAKS_REST', fault);
}
