import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { getOwnRider } from './finding.ts';
import { dayNumberOf, daysOnEnd, localDayOf } from './local-day.ts';
import type { RestRules, RestRulesInput, RestState } from './rest-rules.ts';
import { Duty } from './rider.ts';

const MINUTE_MS = 60_000;

interface RulesRow {
  readonly version: number | null;
  readonly reason: string | null;
  readonly work_ms: number;
  readonly pause_ms: number;
  readonly prompt_ms: number;
  readonly limit_ms: number;
  readonly days_in_a_row: number;
}

/** The rest rules in force. */
export async function restRules({ em, actor, now }: Context): Promise<RestRules> {
  const [row] = await em.execute<RulesRow[]>(
    `select r.*, (select d.reason from dispatch_policy d where d.street_id = ? and d.version = r.version) as reason
     from rest_rules(?, ?) r`,
    [actor!.streetId, actor!.streetId, now.toISOString()],
  );
  const { version, reason, work_ms, pause_ms, prompt_ms, limit_ms, days_in_a_row } = row!;
  return {
    version: version ?? 0,
    reason,
    workMinutes: work_ms / MINUTE_MS,
    pauseMinutes: pause_ms / MINUTE_MS,
    promptMinutes: prompt_ms / MINUTE_MS,
    limitMinutes: limit_ms / MINUTE_MS,
    daysInARow: days_in_a_row,
  };
}

/**
 * Sets when riders are to rest, from now on, as the next version of the engine's policy; says why and by whom. Refuses
 * INVALID_INPUT.
 */
export async function setRestRules(ctx: Context, input: RestRulesInput): Promise<RestRules> {
  const { em, actor, now } = ctx;
  const { streetId, accountId } = actor!;
  await em.execute('select 1 from street where id = ? for no key update', [streetId]);
  const { reason, ...changes } = input;
  const told = Object.entries(changes).filter(([, value]) => typeof value === 'number');
  const rules: RestRules = Object.assign(await restRules(ctx), Object.fromEntries(told));
  if (rules.promptMinutes > rules.limitMinutes)
    refuse('INVALID_INPUT', '提示须不晚于上限 / the prompt comes before the limit');
  const rest = {
    workMs: rules.workMinutes * MINUTE_MS,
    pauseMs: rules.pauseMinutes * MINUTE_MS,
    promptMs: rules.promptMinutes * MINUTE_MS,
    limitMs: rules.limitMinutes * MINUTE_MS,
    daysInARow: rules.daysInARow,
  };
  const [written] = await em.execute<{ version: number }[]>(
    `insert into dispatch_policy (street_id, version, valid_from, policy, reason, set_by)
     select ?::uuid, n.version, ?, coalesce(d.policy, '{}') || jsonb_build_object('rest', ?::jsonb, 'version', n.version), ?, ?
     from (select coalesce(max(version), 0) + 1 as version from dispatch_policy where street_id = ?) n
     left join dispatch_policy d on d.street_id = ? and d.version = n.version - 1
     returning version`,
    [
      streetId,
      now.toISOString(),
      JSON.stringify(rest),
      reason.trim(),
      accountId,
      streetId,
      streetId,
    ],
  );
  await record(ctx, 'rest.rules_set', { version: written!.version });
  return restRules(ctx);
}

interface ToilRow {
  readonly rider_id: string;
  readonly since_ms: number;
  readonly today_ms: number;
  readonly days: number[];
}

/** What riders have worked, as of now. Values: instant; then those of the condition on `toil w`. */
const TOIL = (condition: string) => `
  with moment as (select ?::timestamptz as now)
  select w.rider_id, extract(epoch from w.since)::float8 * 1000 as since_ms,
    (case when w.day = local_day(m.now) then w.day_ms else 0 end
      + case when u.id is null then 0 else extract(epoch from greatest(m.now - greatest(u.started_at, local_day_start(m.now)), interval '0')) * 1000 end)::float8 as today_ms,
    array(select day - date '1970-01-01' from unnest(w.days) day) as days
  from moment m cross join toil w
  left join duty_period u on u.street_id = w.street_id and u.rider_id = w.rider_id and u.ended_at is null and u.kind = 'ON'
  where ${condition}`;

/** What the acting rider has worked, and what rest is due. Refuses NOT_FOUND. */
export async function myRest(ctx: Context): Promise<RestState> {
  const rider = await getOwnRider(ctx);
  const rules = await restRules(ctx);
  const [row] = await ctx.em.execute<ToilRow[]>(TOIL('w.street_id = ? and w.rider_id = ?'), [
    ctx.now.toISOString(),
    rider.streetId,
    rider.id,
  ]);
  const { since_ms, today_ms, days } = row ?? { since_ms: 0, today_ms: 0, days: [] };
  const daysInARow = daysOnEnd(days, dayNumberOf(ctx.now.getTime()));
  const onDuty = rider.duty === Duty.ON && row !== undefined;
  const pauseDueAt = onDuty ? new Date(since_ms + rules.workMinutes * MINUTE_MS) : null;
  return {
    rules,
    workedTodayMinutes: Math.floor(today_ms / MINUTE_MS),
    daysInARow,
    pauseDueAt,
    mustRest:
      (pauseDueAt !== null && pauseDueAt <= ctx.now) ||
      today_ms >= rules.limitMinutes * MINUTE_MS ||
      daysInARow >= rules.daysInARow,
  };
}

/** 工时提示: riders who have worked a long day are told, once a day. */
export async function promptLongDays(ctx: Context): Promise<void> {
  const { promptMinutes } = await restRules(ctx);
  const { streetId } = ctx.actor!;
  const day = localDayOf(ctx.now);
  const rows = await ctx.em.execute<ToilRow[]>(
    `select * from (${TOIL('w.street_id = ? and u.id is not null')}) worked
     where today_ms >= ? and not exists (select 1 from long_day l
       where l.street_id = ? and l.rider_id = worked.rider_id and l.day = ?)`,
    [ctx.now.toISOString(), streetId, promptMinutes * MINUTE_MS, streetId, day],
  );
  for (const { rider_id: riderId, today_ms } of rows) {
    await ctx.em.execute(
      'insert into long_day (street_id, rider_id, day, at) values (?, ?, ?, ?) on conflict do nothing',
      [streetId, riderId, day, ctx.now.toISOString()],
    );
    const minutes = Math.floor(today_ms / MINUTE_MS);
    await record(ctx, 'rider.long_day', { riderId, day, minutes });
  }
}
