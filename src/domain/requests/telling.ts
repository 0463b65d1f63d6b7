import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { findDoor } from '../residents/finding.ts';
import { pointOf } from '../territory/point.ts';
import type { Assignment } from './assignment.ts';
import type { Offer } from './offer.ts';
import { noteCell } from './opening.ts';
import type { ServiceRequest } from './request.ts';
import type { Reservation } from './reservation.ts';
import { coarseMetres, distanceBand } from './rules.ts';
import { AssignmentState } from './states.ts';
import type { Transfer } from './transfer.ts';
import type { AssignedTask, OfferedTask, ReservedTask, TransferredTask } from './views.ts';
import { actorOf } from './visible.ts';

const MINUTE_MS = 60_000;

/** What the rider is told before accepting. */
export async function offeredTask({ request, distanceM, arriveAt }: Offer): Promise<OfferedTask> {
  const { kind, grid, community, pickup, pickupName, dueAt, load } = await request.loadOrFail();
  return {
    kind: await kind.loadOrFail(),
    grid: await grid.loadOrFail(),
    community: await community.loadOrFail(),
    pickupName: pickupName ?? null,
    pickup: pickup ? pointOf(pickup) : null,
    distanceBand: distanceBand(distanceM),
    distanceM: coarseMetres(distanceM),
    arriveAt: new Date(Math.ceil(arriveAt.getTime() / MINUTE_MS) * MINUTE_MS),
    dueAt,
    load,
  };
}

/** What the rider is told of what is kept for them. */
export async function reservedTask({ request }: Reservation): Promise<ReservedTask> {
  const { kind, grid, pickupName, dueAt, load } = await request.loadOrFail();
  return {
    kind: await kind.loadOrFail(),
    grid: await grid.loadOrFail(),
    pickupName: pickupName ?? null,
    dueAt,
    load,
  };
}

/** What a colleague is told before taking a task over. */
export async function transferredTask(
  transfer: Pick<Transfer, 'request' | 'assignment'>,
): Promise<TransferredTask> {
  const { kind, grid, pickup, pickupName, dueAt, load } = await transfer.request.loadOrFail();
  const assignment = await transfer.assignment.loadOrFail();
  return {
    kind: await kind.loadOrFail(),
    grid: await grid.loadOrFail(),
    pickupName: pickupName ?? null,
    goodsInHand: Boolean(pickup) && assignment.hasGoods(),
    dueAt,
    load,
  };
}

/** What the rider who accepted is told until it has ended; nobody else, and nothing after. */
export async function assignedTask(
  ctx: Context,
  assignment: Assignment,
): Promise<AssignedTask | null> {
  if (!assignment.isLive() || actorOf(ctx).riderId !== assignment.rider.id) return null;
  const request = await assignment.request.loadOrFail();
  if (assignment.state === AssignmentState.RETURNING) return broughtBack(request);
  const { id, code, kind, dropoff, place, pickup, pickupName, dueAt, noteSealed, proof } = request;
  const door = request.resident ? await findDoor(ctx, request.resident.id) : null;
  return {
    requestId: id,
    code,
    kind: await kind.loadOrFail(),
    dropoff: pointOf(dropoff),
    place,
    address: door?.address ?? null,
    maskedName: door?.maskedName ?? null,
    maskedPhone: door?.maskedPhone ?? null,
    note: noteSealed ? open(ctx.keys, noteCell(id), noteSealed) : null,
    pickup: pickup ? pointOf(pickup) : null,
    pickupName: pickupName ?? null,
    dueAt,
    proof,
  };
}

/** Whoever brings the goods back has no more business at the door: only where they came from is told. */
async function broughtBack(request: ServiceRequest): Promise<AssignedTask> {
  const { id, code, kind, pickup, pickupName, dueAt } = request;
  const back = pointOf(pickup!);
  const nobody = { address: null, maskedName: null, maskedPhone: null, note: null, proof: [] };
  return {
    requestId: id,
    code,
    kind: await kind.loadOrFail(),
    dropoff: back,
    place: pickupName ?? '',
    pickup: back,
    pickupName: pickupName ?? null,
    dueAt,
    ...nobody,
  };
}
