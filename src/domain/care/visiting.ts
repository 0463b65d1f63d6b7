import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { refuse } from '../refusals.ts';
import { ConsentPurpose } from '../residents/consent.ts';
import { hasConsent } from '../residents/consenting.ts';
import { lockResident } from '../residents/finding.ts';
import { Resident } from '../residents/resident.ts';
import type { OverduePage } from './inputs.ts';
import { carePolicy } from './policy.ts';
import { raiseAlert } from './raising.ts';
import { AlertKind, AlertLevel, RiskClass, Urgency } from './states.ts';
import { VisitPlan } from './visit-plan.ts';
import type { OverdueVisit } from './views.ts';

const DAY_MS = 86_400_000;
const SWEEP = 100;

/** 设定走访计划: kept with consent to care. Refuses NOT_FOUND, CONSENT_MISSING. */
export async function setVisitPlan(
  ctx: Context,
  residentId: string,
  riskClass: RiskClass,
): Promise<VisitPlan> {
  const resident = await lockResident(ctx, residentId);
  if (!(await hasConsent(ctx, resident, ConsentPurpose.CARE))) refuse('CONSENT_MISSING');
  const now = ctx.now.toISOString();
  await ctx.em.execute(
    `insert into visit_plan (street_id, resident_id, community_id, risk_class, since, set_at, set_by)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (street_id, resident_id) do update
       set risk_class = excluded.risk_class, set_at = excluded.set_at, set_by = excluded.set_by`,
    [
      resident.streetId,
      residentId,
      resident.community.id,
      riskClass,
      now,
      now,
      ctx.actor!.accountId!,
    ],
  );
  return ctx.em.findOneOrFail(VisitPlan, { resident }, { refresh: true });
}

/** 暂停走访: while the person is in hospital or travels. Refuses NOT_FOUND. */
export async function pauseVisits(
  ctx: Context,
  residentId: string,
  until: Date | null | undefined,
): Promise<VisitPlan> {
  const resident = await lockResident(ctx, residentId);
  const plan = await ctx.em.findOne(VisitPlan, { resident }, { refresh: true });
  if (!plan) return refuse('NOT_FOUND');
  plan.pausedUntil = until ?? null;
  await ctx.em.flush();
  return plan;
}

/** Ends a plan; ended already it is the same. */
export async function endVisitPlan(ctx: Context, residentId: string): Promise<string> {
  const resident = await lockResident(ctx, residentId);
  await ctx.em.nativeDelete(VisitPlan, { resident });
  return residentId;
}

interface Overdue {
  readonly residentId: string;
  readonly communityId: string;
  readonly riskClass: RiskClass;
  readonly lastMs: number | null;
  readonly dueMs: number;
}

/** Whom nobody has seen in time: the latest contact plus the days of the class, not before a pause ends. */
const OVERDUE = `
  select v.resident_id as "residentId", v.community_id as "communityId", v.risk_class as "riskClass",
    (extract(epoch from seen.at) * 1000)::float8 as "lastMs", (extract(epoch from due.at) * 1000)::float8 as "dueMs"
  from visit_plan v
  left join lateral (select max(c.at) as at from care_contact c
    where c.street_id = v.street_id and c.resident_id = v.resident_id) seen on true
  cross join lateral (select greatest(v.paused_until, greatest(v.since, seen.at) +
    case v.risk_class when 'HIGH' then ? when 'MEDIUM' then ? else ? end * interval '1 day') as at) due
  where v.street_id = ? and due.at <= ?`;

async function overdueValues(ctx: Context): Promise<unknown[]> {
  const { highDays, mediumDays, lowDays } = await carePolicy(ctx);
  return [highDays, mediumDays, lowDays, ctx.actor!.streetId, ctx.now.toISOString()];
}

/** 逾期走访: the residents of the street or of one community nobody has seen in time, longest first. */
export async function listOverdueVisits(
  ctx: Context,
  { first, after, communityId }: OverduePage,
): Promise<Page<OverdueVisit>> {
  const { role, communityIds } = ctx.actor!;
  const mine = role === 'COMMUNITY_STAFF' ? communityIds : undefined;
  const scope = `select * from (${OVERDUE}) o where (?::uuid is null or o."communityId" = ?::uuid)
    and (?::uuid[] is null or o."communityId" = any (?::uuid[]))`;
  const within = mine ? `{${mine.join(',')}}` : null;
  const values = [
    ...(await overdueValues(ctx)),
    ...[communityId ?? null, communityId ?? null, within, within],
  ];
  const [dueMs, id] = after ? placeOf(after) : [Number.NEGATIVE_INFINITY, ''];
  const rows = await ctx.em.execute<Overdue[]>(
    `${scope} and (not ? or (o."dueMs", o."residentId"::text) > (?::float8, ?))
     order by o."dueMs", o."residentId"::text limit ?`,
    [...values, Boolean(after), after ? dueMs : 0, id, first + 1],
  );
  const [{ count } = { count: 0 }] = await ctx.em.execute<{ count: number }[]>(
    `select count(*)::int as count from (${scope}) n`,
    values,
  );
  return pageOf(
    rows.map((row) => visitOf(ctx, row)),
    {
      first,
      totalCount: count,
      cursorOf: (visit) => `${visit.dueAt.getTime()}|${visit.residentId}`,
    },
  );
}

function placeOf(after: string): [number, string] {
  const [text, id] = decodeCursor(after).split('|');
  const dueMs = Number(text);
  return id && Number.isFinite(dueMs) ? [dueMs, id] : refuse('INVALID_INPUT', 'after');
}

const visitOf = (
  { em, now }: Context,
  { residentId, riskClass, lastMs, dueMs }: Overdue,
): OverdueVisit => ({
  residentId,
  riskClass,
  resident: ref(em.getReference(Resident, residentId)),
  lastContactAt: lastMs === null ? null : new Date(lastMs),
  dueAt: new Date(dueMs),
  daysOver: Math.floor((now.getTime() - dueMs) / DAY_MS),
});

/** 走访逾期预警: who was not seen in time is told to the community, once. */
export async function raiseMissedContacts(ctx: Context): Promise<void> {
  const missed = await ctx.em.execute<Overdue[]>(
    `select * from (${OVERDUE}) o where not exists (select from care_alert a
       where a.street_id = ? and a.resident_id = o."residentId" and a.kind = 'MISSED_CONTACT' and a.state <> 'RESOLVED')
     order by o."dueMs" limit ${SWEEP}`,
    [...(await overdueValues(ctx)), ctx.actor!.streetId],
  );
  for (const { residentId, communityId, riskClass } of missed)
    await raiseAlert(ctx, {
      residentId,
      communityId,
      kind: AlertKind.MISSED_CONTACT,
      urgency: riskClass === RiskClass.HIGH ? Urgency.URGENT : Urgency.ROUTINE,
      level: AlertLevel.COMMUNITY,
    });
}
