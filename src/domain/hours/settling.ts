import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { arrayOf } from '../requests/ids.ts';
import { actorOf } from '../requests/visible.ts';
import { policyNow } from './policy.ts';
import { hourSteps, type HourStep } from './rules.ts';
import { HourState, ServiceHour } from './service-hour.ts';

const MOST = 500;
const DAY_MS = 86_400_000;
const unsaid: Record<HourStep, { zh: string; en: string }> = {
  approve: { zh: '核定', en: 'approved' },
  dispute: { zh: '提出异议', en: 'disputed' },
  correct: { zh: '更正', en: 'corrected' },
  reject: { zh: '不予认定', en: 'rejected' },
};
const words: Record<HourState, { zh: string; en: string }> = {
  MEASURED: { zh: '待核定', en: 'measured' },
  DISPUTED: { zh: '有异议', en: 'disputed' },
  APPROVED: { zh: '已核定', en: 'approved' },
  REJECTED: { zh: '不予认定', en: 'rejected' },
  VOID: { zh: '已撤销', en: 'void' },
};

/** 核定: staff approve entries as measured. Approved already is the same; refuses a task whose time is still under way. */
export async function approveHours(ctx: Context, ids: readonly string[]): Promise<ServiceHour[]> {
  if (ids.length > MOST) refuse('INVALID_INPUT', `ids: 1 – ${MOST}`);
  const hours: ServiceHour[] = [];
  for (const id of [...new Set(ids)].toSorted()) {
    const hour = await lockHour(ctx, id);
    if (hour.state !== HourState.APPROVED)
      await settle(ctx, hour, { step: 'approve', seconds: hour.seconds });
    hours.push(hour);
  }
  return hours;
}

/** 更正: approves an entry with other minutes, and says why; what was measured stays on record. */
export async function correctHours(
  ctx: Context,
  id: string,
  { minutes, reason }: { readonly minutes: number; readonly reason: string },
): Promise<ServiceHour> {
  const hour = await lockHour(ctx, id);
  await settle(ctx, hour, { step: 'correct', seconds: Math.round(minutes * 60), reason });
  return hour;
}

/** 不予认定, with the reason; the rider may dispute it. */
export async function rejectHours(ctx: Context, id: string, reason: string): Promise<ServiceHour> {
  const hour = await lockHour(ctx, id);
  await settle(ctx, hour, { step: 'reject', seconds: 0, reason });
  return hour;
}

/** 异议: the rider says what is wrong with an entry, as long as the policy allows. Refuses NOT_FOUND, HOURS_TOO_OLD. */
export async function disputeHours(ctx: Context, id: string, reason: string): Promise<ServiceHour> {
  const hour = await lockHour(ctx, id);
  if (hour.rider.id !== actorOf(ctx).riderId) return refuse('NOT_FOUND');
  const { policy } = await policyNow(ctx);
  if (ctx.now.getTime() - hour.doneAt.getTime() > policy.disputeDays * DAY_MS)
    return refuse('HOURS_TOO_OLD', policy.disputeDays);
  await take(ctx, hour, { step: 'dispute', seconds: hour.seconds, reason });
  const fact = { hourId: id, riderId: hour.rider.id, communityId: hour.communityId };
  await record(ctx, 'hours.disputed', fact);
  return hour;
}

/** 自动核定: what raised no question and of which nobody said anything within the policy's days. */
export async function approveQuiet(ctx: Context): Promise<void> {
  const { policy } = await policyNow(ctx);
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select id from service_hour where street_id = ? and state = 'MEASURED' and not flags && array['INSTANT','LONG_DAY']
       and done_at <= ?::timestamptz - ? * interval '1 day' order by id limit ${MOST} for update skip locked`,
    [actorOf(ctx).streetId, ctx.now.toISOString(), policy.approveAfterDays],
  );
  for (const { id } of rows) {
    const hour = await ctx.em.findOneOrFail(ServiceHour, id, { refresh: true });
    if (!(await isUnderWay(ctx, hour)))
      await settle(ctx, hour, { step: 'approve', seconds: hour.seconds });
  }
}

interface Verdict {
  readonly step: HourStep;
  readonly seconds: number;
  readonly reason?: string;
}

async function settle(ctx: Context, hour: ServiceHour, verdict: Verdict): Promise<void> {
  await demandAnother(ctx, hour);
  if (await isUnderWay(ctx, hour)) refuse('HOURS_UNDER_WAY');
  await take(ctx, hour, verdict);
  const state = verdict.step === 'reject' ? 'REJECTED' : 'APPROVED';
  await record(ctx, 'hours.settled', { hourId: hour.id, riderId: hour.rider.id, state });
}

async function take(
  ctx: Context,
  hour: ServiceHour,
  { step, seconds, reason }: Verdict,
): Promise<void> {
  const { from, to } = hourSteps[step];
  if (!(from as readonly string[]).includes(hour.state))
    return refuse('ILLEGAL_STEP', unsaid[step], words[hour.state]);
  const { streetId, accountId = null } = actorOf(ctx);
  hour.state = HourState[to];
  hour.approvedSeconds = to === 'APPROVED' ? seconds : null;
  hour.verifiedBy = step === 'dispute' ? null : accountId;
  await ctx.em.flush();
  await ctx.em.execute(
    `insert into hour_entry (street_id, hour_id, nth, step, seconds, reason, said_by, at)
     select ?, ?, count(*) + 1, ?, ?, ?, ?, ? from hour_entry where street_id = ? and hour_id = ?`,
    [
      ...[streetId, hour.id, step.toUpperCase(), seconds, reason ?? null, accountId],
      ...[ctx.now.toISOString(), streetId, hour.id],
    ],
  );
}

/** Nobody settles their own hours, under whichever of their accounts. */
async function demandAnother(ctx: Context, { riderAccountId }: ServiceHour): Promise<void> {
  const { streetId, accountId } = actorOf(ctx);
  if (!accountId) return;
  const [same] = await ctx.em.execute<unknown[]>(
    `select 1 from account mine, account theirs where mine.street_id = ? and theirs.street_id = mine.street_id
       and mine.id = ? and theirs.id = ? and (mine.id = theirs.id or mine.phone_digest = theirs.phone_digest)`,
    [streetId, accountId, riderAccountId],
  );
  if (same) refuse('OWN_HOURS');
}

/** Whether a task of the same time may still change the shares. */
async function isUnderWay(ctx: Context, { id }: ServiceHour): Promise<boolean> {
  const [live] = await ctx.em.execute<unknown[]>(
    `select 1 from service_hour h where h.street_id = ? and h.id = ? and (h.served_until > ? or exists (
       select 1 from assignment a where a.street_id = h.street_id and a.rider_id = h.rider_id
         and a.accepted_at < h.served_until and (a.live or (a.state = 'DONE' and not exists (
           select 1 from service_hour o where o.street_id = a.street_id and o.assignment_id = a.id and o.state <> 'VOID')))))`,
    [actorOf(ctx).streetId, id, ctx.now.toISOString()],
  );
  return Boolean(live);
}

async function lockHour(ctx: Context, id: string): Promise<ServiceHour> {
  const [row] = await ctx.em.execute<unknown[]>(
    'select 1 from service_hour where street_id = ? and id = any (?::uuid[]) for update',
    [actorOf(ctx).streetId, arrayOf([id])],
  );
  return row ? ctx.em.findOneOrFail(ServiceHour, id, { refresh: true }) : refuse('NOT_FOUND');
}
