import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { riderIdOf } from './finding.ts';
import { checkRest } from './resting.ts';
import { keepBoth, tellChanged, tellTakenBack } from './saving.ts';
import { Shift, ShiftState } from './shift.ts';
import { ShiftSwap, SwapState } from './swap.ts';

const DAY_MS = 86_400_000;
/** How far ahead one looks for a shift to change for, and how far back swaps are told. */
const AHEAD_MS = 31 * DAY_MS;
const MOST = 200;

/** Shifts of colleagues that could be had for one's own: to come, and of the same planner. Refuses NOT_FOUND, SHIFT_NOT_OPEN. */
export async function listSwappable(ctx: Context, shiftId: string): Promise<Shift[]> {
  const own = await getComing(ctx, shiftId);
  if (own.rider!.id !== riderIdOf(ctx)) return refuse('NOT_FOUND');
  return ctx.em.find(
    Shift,
    {
      organization: own.organization?.id ?? null,
      state: { $in: [ShiftState.PLANNED, ShiftState.CONFIRMED] },
      rider: { $ne: own.rider!.id },
      fromAt: { $gt: ctx.now, $lt: new Date(ctx.now.getTime() + AHEAD_MS) },
    },
    { orderBy: { fromAt: 'asc', id: 'asc' }, limit: MOST },
  );
}

/** What the rider asked for and is asked, the latest first. */
export const listOwnSwaps = (ctx: Context): Promise<ShiftSwap[]> =>
  ctx.em.find(
    ShiftSwap,
    {
      $or: [{ rider: riderIdOf(ctx) }, { toRider: riderIdOf(ctx) }],
      askedAt: { $gt: new Date(ctx.now.getTime() - AHEAD_MS) },
    },
    { orderBy: { askedAt: 'desc', id: 'asc' }, limit: MOST },
  );

export interface SwapAsked {
  readonly shiftId: string;
  readonly otherShiftId: string;
  readonly reason: string;
}

/** Asks the colleague who has the other shift. Refuses NOT_FOUND, SHIFT_NOT_OPEN, SWAP_OF_TWO_PLANS. */
export async function askSwap(ctx: Context, asked: SwapAsked): Promise<ShiftSwap> {
  const riderId = riderIdOf(ctx);
  const shift = await getComing(ctx, asked.shiftId);
  if (shift.rider!.id !== riderId) return refuse('NOT_FOUND');
  const otherShift = await getComing(ctx, asked.otherShiftId);
  if (otherShift.rider!.id === riderId) return refuse('NOT_FOUND');
  if (shift.organization?.id !== otherShift.organization?.id) return refuse('SWAP_OF_TWO_PLANS');
  const both = { shift: ref(shift), otherShift: ref(otherShift) };
  const known = await ctx.em.findOne(ShiftSwap, {
    shift: shift.id,
    otherShift: otherShift.id,
    rider: riderId,
    toRider: otherShift.rider!.id,
    state: SwapState.ASKED,
  });
  if (known) return known;
  const swap = ctx.em.create(ShiftSwap, {
    ...both,
    streetId: shift.streetId,
    rider: ref(ctx.em.getReference(Rider, riderId)),
    toRider: otherShift.rider!,
    reason: asked.reason.trim(),
    state: SwapState.ASKED,
    askedAt: ctx.now,
  });
  await ctx.em.flush();
  await record(ctx, 'shift.swap_asked', swap.fact());
  return swap;
}

/**
 * The colleague agrees: the planner's rules are checked for both, and each has the other's shift. Agreed to twice it is done
 * once. Refuses NOT_FOUND, SWAP_OVER, SHIFT_BREAKS_REST, SHIFT_OVERLAPS.
 */
export async function agreeToSwap(ctx: Context, id: string): Promise<ShiftSwap> {
  const swap = await lockSwap(ctx, id);
  if (swap.toRider.id !== riderIdOf(ctx)) return refuse('NOT_FOUND');
  if (swap.state === SwapState.DONE) return swap;
  const [given, taken] = await lockBoth(ctx, [swap.shift.id, swap.otherShift.id]);
  if (swap.state !== SwapState.ASKED || !stillFits(ctx, swap, [given!, taken!]))
    return refuse('SWAP_OVER');
  const [from, to] = [swap.rider.id, swap.toRider.id];
  await checkRest(ctx, { shift: taken!, riderId: from, givenAwayId: given!.id });
  await checkRest(ctx, { shift: given!, riderId: to, givenAwayId: taken!.id });
  give(ctx, given!, swap.toRider.id);
  give(ctx, taken!, swap.rider.id);
  await keepBoth(ctx);
  await end(ctx, swap, SwapState.DONE);
  for (const [shift, before] of [
    [given!, from],
    [taken!, to],
  ] as const) {
    await tellChanged(ctx, shift);
    await tellTakenBack(ctx, shift, before);
  }
  return swap;
}

/** Declined by who is asked, taken back by who asks; said twice it is the same. Refuses NOT_FOUND, SWAP_OVER. */
export async function endSwap(ctx: Context, id: string): Promise<ShiftSwap> {
  const swap = await lockSwap(ctx, id);
  const isAsker = swap.rider.id === riderIdOf(ctx);
  const outcome = isAsker ? SwapState.WITHDRAWN : SwapState.DECLINED;
  if (swap.state === outcome) return swap;
  if (swap.state !== SwapState.ASKED) return refuse('SWAP_OVER');
  await end(ctx, swap, outcome);
  return swap;
}

async function end(ctx: Context, swap: ShiftSwap, state: SwapState): Promise<void> {
  ctx.em.assign(swap, { state, endedAt: ctx.now });
  await ctx.em.flush();
  await record(ctx, 'shift.swap_ended', { ...swap.fact(), outcome: state });
}

/** Asked of a plan that has changed since, or that begins: over. */
export async function expireSwaps(ctx: Context): Promise<void> {
  const now = ctx.now.toISOString();
  const lapsed = await ctx.em.execute<{ id: string; rider_id: string; to_rider_id: string }[]>(
    `update shift_swap w set state = 'EXPIRED', ended_at = ? from shift a, shift b
     where w.street_id = ? and w.state = 'ASKED' and a.street_id = w.street_id and a.id = w.shift_id
       and b.street_id = w.street_id and b.id = w.other_shift_id
       and (least(a.from_at, b.from_at) <= ? or a.rider_id is distinct from w.rider_id or b.rider_id is distinct from w.to_rider_id
         or a.state not in ('PLANNED', 'CONFIRMED') or b.state not in ('PLANNED', 'CONFIRMED'))
     returning w.id, w.rider_id, w.to_rider_id`,
    [now, ctx.actor!.streetId, now],
  );
  for (const { id: swapId, rider_id: riderId, to_rider_id: toRiderId } of lapsed)
    await record(ctx, 'shift.swap_ended', { swapId, riderId, toRiderId, outcome: 'EXPIRED' });
}

/** Each is in the plan in the place of the other. */
function give(ctx: Context, shift: Shift, riderId: string): void {
  const planned = shift.standsInFor ?? shift.rider!;
  ctx.em.assign(shift, {
    standsInFor: planned.id === riderId ? null : planned,
    rider: ref(ctx.em.getReference(Rider, riderId)),
    state: ShiftState.CONFIRMED,
    answeredAt: ctx.now,
    reason: null,
  });
}

const isComing = ({ state, fromAt }: Shift, now: Date): boolean =>
  (state === ShiftState.PLANNED || state === ShiftState.CONFIRMED) && fromAt > now;

const stillFits = ({ now }: Context, swap: ShiftSwap, [given, taken]: [Shift, Shift]): boolean =>
  given.rider?.id === swap.rider.id &&
  taken.rider?.id === swap.toRider.id &&
  isComing(given, now) &&
  isComing(taken, now);

async function getComing(ctx: Context, id: string): Promise<Shift> {
  const shift = await ctx.em.findOne(Shift, { id }, { refresh: true });
  if (!shift?.rider) return refuse('NOT_FOUND');
  return isComing(shift, ctx.now) ? shift : refuse('SHIFT_NOT_OPEN');
}

async function lockSwap({ em, actor }: Context, id: string): Promise<ShiftSwap> {
  const [locked] = await em.execute<unknown[]>(
    'select 1 from shift_swap where street_id = ? and id = ? for no key update',
    [actor!.streetId, id],
  );
  return locked ? em.findOneOrFail(ShiftSwap, { id }, { refresh: true }) : refuse('NOT_FOUND');
}

/** In the order of their ids, so that no two swaps wait for each other. */
async function lockBoth({ em, actor }: Context, ids: readonly string[]) {
  await em.execute(
    'select 1 from shift where street_id = ? and id = any (?::uuid[]) order by id for no key update',
    [actor!.streetId, `{${ids.join(',')}}`],
  );
  return Promise.all(ids.map((id) => em.findOne(Shift, { id }, { refresh: true })));
}
