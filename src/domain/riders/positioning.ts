import { asPlatform, type Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { Work } from '../../platform/gather/gather.ts';
import { stageNamed } from '../positions/pipeline.ts';
import { tellPositions } from '../positions/reporting.ts';
import { refuse } from '../refusals.ts';
import { lngLatOf } from '../territory/point.ts';
import type { PositionInput } from './inputs.ts';
import { LatestPosition, type RiderPosition, shownPosition } from './position.ts';

/**
 * Keeps where the rider who acts is, on duty only, through the same stages as a batch and together with whoever tells at the same
 * time. One measured earlier than the one that is known moves nobody. Never inside a transaction. Refuses OFF_DUTY,
 * POSITION_FROM_THE_FUTURE, POSITION_INACCURATE, POSITION_NOT_BELIEVED, POINT_OUT_OF_RANGE.
 */
export async function reportPosition(ctx: Context, input: PositionInput): Promise<RiderPosition> {
  const riderId = ctx.actor!.riderId ?? refuse('NOT_FOUND');
  const { accuracyM, deviceAt } = input;
  const fix = { at: lngLatOf(input.point), accuracyM, deviceMs: deviceAt.getTime() };
  const sifted = await tellPositions(ctx, { riderId, fixes: [fix] }).catch(refuseOffDuty);
  const [stage] = sifted.dropped.keys();
  if (stage) refuseDropped(stage);
  // A place of an earlier duty is kept in the track, but tells nobody where the rider is.
  return (await ctx.gather.ask(latest(ctx), riderId)) ?? refuse('OFF_DUTY');
}

/** Riders whose latest position is read by one statement, at most. */
const MOST_TOGETHER = 200;

const latest = (ctx: Context): Work<string, RiderPosition | undefined> => ({
  name: `latest positions ${ctx.actor!.streetId}`,
  most: MOST_TOGETHER,
  keyOf: (riderId) => riderId,
  together: (riderIds) => latestOf(asPlatform(ctx), riderIds),
});

async function latestOf({ em, now }: Context, riderIds: readonly string[]) {
  const kept = await inTransaction(em, async () =>
    em.find(LatestPosition, { rider: { $in: [...riderIds] } }, { populate: ['rider'] }),
  );
  const byRider = new Map(kept.map((position) => [position.rider.id, position]));
  return riderIds.map((id) => {
    const position = byRider.get(id);
    return position && shownPosition(position, position.rider.getEntity(), now);
  });
}

/** One that is known already is answered as it was the first time. */
function refuseDropped(stage: string): void {
  if (stage === 'DUPLICATE') return;
  if (stage === 'OFF_DUTY') refuse('OFF_DUTY');
  if (stage === 'FUTURE') refuse('POSITION_FROM_THE_FUTURE');
  if (stage === 'INACCURATE') refuse('POSITION_INACCURATE');
  refuse('POSITION_NOT_BELIEVED', stageNamed(stage).label);
}

function refuseOffDuty(error: unknown): never {
  if (constraintOf(error)?.endsWith('_on_duty')) refuse('OFF_DUTY');
  throw error;
}
