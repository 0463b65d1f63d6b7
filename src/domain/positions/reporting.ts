import { toWgs84 } from '../../geo/crs.ts';
import { isLngLat } from '../../geo/point.ts';
import { asPlatform, type Context } from '../../platform/context.ts';
import { collided, constraintOf } from '../../platform/database/failures.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { Work } from '../../platform/gather/gather.ts';
import { refuse } from '../refusals.ts';
import type { Crs } from '../territory/point.ts';
import type { Fix } from './fix.ts';
import type { FixInput, ReportPositionsInput } from './inputs.ts';
import type { Sifted } from './pipeline.ts';
import { storePositions, type Report } from './storing.ts';
import { receiptOf, type PositionsReceived } from './views.ts';

/** How the reports of many are gathered: so many riders at most by one statement, and each rider's in order. */
export const gathered = {
  most: 200,
  everyMs: 20,
  keyOf: ({ riderId }: Report) => riderId,
};
const TRIES = 3;

/**
 * 上报位置: judges and keeps a batch of the rider who acts. Told again it changes nothing, whatever its order. Batches that
 * come at the same time are written together. Never inside a transaction.
 */
export async function reportPositions(
  ctx: Context,
  { crs, fixes }: ReportPositionsInput,
  key: string,
): Promise<PositionsReceived> {
  const riderId = ctx.actor!.riderId ?? refuse('NOT_FOUND');
  const sifted = await tellPositions(ctx, {
    riderId,
    fixes: fixes.map((fix) => fixOf(fix, crs)),
  });
  return receiptOf(key, sifted);
}

/** As `reportPositions`, for a rider who was recognized by whoever calls. */
export const tellPositions = (ctx: Context, report: Report): Promise<Sifted> =>
  ctx.gather.ask(together(ctx), report);

const together = (ctx: Context): Work<Report, Sifted> => ({
  ...gathered,
  name: `positions ${ctx.actor!.streetId}`,
  together: (reports) => keepPositions(ctx, reports, async (_, sifted) => sifted),
});

/**
 * Judges and keeps the reports of riders of one street, each named once, in one transaction, and answers what is found in it then. Who runs
 * into the end of a duty, or into somebody else, is judged anew: by then it is known.
 */
export async function keepPositions<Answer>(
  ctx: Context,
  reports: readonly Report[],
  answer: (own: Context, sifted: readonly Sifted[]) => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++)
    try {
      const own = asPlatform(ctx);
      return await inTransaction(own.em, async () => {
        const sifted = await storePositions(own, reports);
        return answer(
          own,
          reports.map(({ riderId }) => sifted.get(riderId) ?? NOTHING),
        );
      });
    } catch (error) {
      const again = collided(error) || constraintOf(error)?.endsWith('_on_duty');
      if (!again || attempt === TRIES) throw error;
    }
}

const NOTHING: Sifted = { accepted: [], dropped: new Map() };

/** The measured place in WGS-84; one on no map is no place. */
function fixOf({ lng, lat, deviceAt, ...more }: FixInput, crs: Crs): Fix {
  const { accuracyM, speedMps, bearingDeg, batteryPercent } = more;
  return {
    at: isLngLat([lng, lat]) ? toWgs84([lng, lat], crs) : [0, 0],
    deviceMs: deviceAt.getTime(),
    accuracyM,
    speedMps: speedMps != null && speedMps >= 0 ? speedMps : undefined,
    bearingDeg: bearingDeg == null ? undefined : ((bearingDeg % 360) + 360) % 360,
    batteryPercent: batteryPercent == null ? undefined : Math.min(100, Math.max(0, batteryPercent)),
  };
}
