import type { Context } from '../../platform/context.ts';
import { on } from '../events.ts';

/** Who left the alliance has left every community too. */
export async function endCheckIns(
  { em, actor, now }: Context,
  { riderId }: { riderId: string },
): Promise<void> {
  await em.execute(
    `update check_in set state = 'LEFT', left_at = ? where street_id = ? and rider_id = ? and state in ('ASKED', 'ACCEPTED')`,
    [now.toISOString(), actor!.streetId, riderId],
  );
}

export const reactions = [on('rider.left', endCheckIns)];
