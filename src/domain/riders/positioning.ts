import type { Context } from '../../platform/context.ts';
import { constraintOf } from '../../platform/database/failures.ts';
import type { Work } from '../../platform/gather/gather.ts';
import { stageNamed, type Sifted } from '../positions/pipeline.ts';
import { gathered, keepPositions } from '../positions/reporting.ts';
import type { Report } from '../positions/storing.ts';
import { refuse } from '../refusals.ts';
import { lngLatOf } from '../territory/point.ts';
import type { PositionInput } from './inputs.ts';
import type { RiderPosition } from './position.ts';
import { isStale } from './rules.ts';

/**
 * Keeps where the rider who acts is, on duty only, through the same stages as a batch and together with whoever tells at the same
 * time. One measured earlier than the one that is known moves nobody. Never inside a transaction. Refuses OFF_DUTY,
 * POSITION_FROM_THE_FUTURE, POSITION_INACCURATE, POSITION_NOT_BELIEVED, POINT_OUT_OF_RANGE.
 */
export async function reportPosition(ctx: Context, input: PositionInput): Promise<RiderPosition> {
  const riderId = ctx.actor!.riderId ?? refuse('NOT_FOUND');
  const { accuracyM, deviceAt } = input;
  const fix = { at: lngLatOf(input.point), accuracyM, deviceMs: deviceAt.getTime() };
  const told = await ctx.gather.ask(reporting(ctx), { riderId, fixes: [fix] }).catch(refuseOffDuty);
  const [stage] = told.sifted.dropped.keys();
  if (stage) refuseDropped(stage);
  // A place of an earlier duty is kept in the track, but tells nobody where the rider is.
  return told.latest ?? refuse('OFF_DUTY');
}

/** What came of a report, and where the rider is then. */
interface Told {
  readonly sifted: Sifted;
  readonly latest: RiderPosition | undefined;
}

const reporting = (ctx: Context): Work<Report, Told> => ({
  ...gathered,
  name: `latest positions ${ctx.actor!.streetId}`,
  together: (reports) =>
    keepPositions(ctx, reports, async (own, sifted) => {
      const latest = await latestOf(own, reports);
      return reports.map(({ riderId }, n) => ({
        sifted: sifted[n]!,
        latest: latest.get(riderId),
      }));
    }),
});

type Row = Omit<RiderPosition, 'point' | 'stale'> & { readonly lng: number; readonly lat: number };

async function latestOf({ em, now }: Context, reports: readonly Report[]) {
  const rows = await em.execute<Row[]>(LATEST, [reports.map(({ riderId }) => riderId)]);
  return new Map(rows.map((row) => [row.riderId, shownRow(row, now)]));
}

function shownRow({ lng, lat, ...row }: Row, now: Date): RiderPosition {
  const deviceAt = new Date(row.deviceAt);
  const receivedAt = new Date(row.receivedAt);
  const stale = isStale({ deviceAt, receivedAt }, now);
  return { ...row, point: { lng, lat }, deviceAt, receivedAt, stale };
}

const LATEST = `select p.rider_id "riderId", r.badge, r.name, r.duty, r.load, st_x(p.location) lng, st_y(p.location) lat,
    p.accuracy_m "accuracyM", p.device_at "deviceAt", p.received_at "receivedAt"
  from rider_position p join rider r on r.id = p.rider_id where p.rider_id in (?)`;

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
