import type { Context } from '../../platform/context.ts';
import type { OwnStop } from '../own-stops/own-stop.ts';
import { shareStops, type SharedStop } from '../own-stops/sharing.ts';
import { refuse } from '../refusals.ts';
import { getRider } from '../riders/finding.ts';
import { keepPushed, type PushedShift } from '../shifts/pushing.ts';
import type { Shift } from '../shifts/shift.ts';
import { companyOf } from './finding.ts';

/** Takes over a company's plan, all of it or nothing; what falls away is taken out first, so that others may take its time. */
export async function pushShifts(ctx: Context, shifts: readonly PushedShift[]): Promise<Shift[]> {
  const company = companyOf(ctx);
  if (new Set(shifts.map(({ key }) => key)).size < shifts.length)
    refuse('INVALID_INPUT', '班次编号重复 / a key occurs twice');
  const kept = new Map<string, Shift>();
  const order = shifts.toSorted((a, b) => Number(b.cancelled) - Number(a.cancelled));
  for (const pushed of order) kept.set(pushed.key, await keepPushed(ctx, company, pushed));
  return shifts.map(({ key }) => kept.get(key)!);
}

/** Shares the stops of the round of one of the company's riders. Refuses as sharing one's own does. */
export async function pushStops(
  ctx: Context,
  riderId: string,
  stops: readonly SharedStop[],
): Promise<OwnStop[]> {
  companyOf(ctx);
  const rider = await getRider(ctx, riderId);
  if (rider.leftAt) refuse('NOT_FOUND');
  return shareStops(ctx, rider, stops);
}
