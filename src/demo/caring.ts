import { RiskClass } from '../domain/care/states.ts';
import { setVisitPlan } from '../domain/care/visiting.ts';
import { dayOf } from '../domain/plans/local-day.ts';
import { OnHoliday } from '../domain/plans/plan.ts';
import { openPlan } from '../domain/plans/planning.ts';
import { ProofKind } from '../domain/proofs/proof-kind.ts';
import { defaultKinds } from '../domain/requests/kinds.ts';
import { setRequestKind } from '../domain/requests/street.ts';
import { ContactRelation } from '../domain/residents/contact.ts';
import { setContact } from '../domain/residents/contacting.ts';
import { contextFor, type Context, type Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import { Chance } from './chance.ts';
import { elderName, inventedPhone } from './people.ts';
import type { Town } from './town.ts';

/** Every so many elders somebody is called when they do not answer; everybody else has no one. */
const CONTACT_EVERY = 3;
/** Of the first of every so many elders it is agreed how often somebody looks in. */
const VISIT_EVERY = 4;

/** So many elders are agreed with in one transaction, that nobody waits for long. */
const TOGETHER = 20;

/** Whom to call, how often to look in, and whose meals come every day: agreed once. */
export async function careForElders(platform: Platform, town: Town): Promise<void> {
  const chance = new Chance(17);
  const { residentIds, dispatcher } = town;
  const { visited, planned } = await readAgreed(platform, town);
  if (visited.size === 0) await acting(platform, dispatcher, wantRidersAtTheDoor);
  for (let from = 0; from < residentIds.length; from += TOGETHER) {
    if (visited.has(residentIds[from]!)) continue;
    await acting(platform, dispatcher, async (ctx) => {
      for (const [place, id] of residentIds.slice(from, from + TOGETHER).entries())
        await agree(ctx, { id, index: from + place }, chance);
    });
  }
  for (const [index, meal] of MEALS.entries()) {
    const { name, members } = meal;
    const elders = residentIds.slice(index * members, (index + 1) * members);
    if (!planned.has(name))
      await acting(platform, dispatcher, (ctx) => planMeals(ctx, meal, elders));
  }
}

/** Who is looked in on, and which plans there are or were. */
async function readAgreed(platform: Platform, { street }: Town) {
  const { em } = contextFor(platform, street);
  const visits = await em.execute<{ id: string }[]>('select resident_id as id from visit_plan');
  const plans = await em.execute<{ name: string }[]>('select name from service_plan');
  return {
    visited: new Set(visits.map(({ id }) => id)),
    planned: new Set(plans.map(({ name }) => name)),
  };
}

async function agree(
  ctx: Context,
  { id, index }: { id: string; index: number },
  chance: Chance,
): Promise<void> {
  if (index % CONTACT_EVERY === 0) await nameContacts(ctx, { id, index }, chance);
  if (index % VISIT_EVERY === 0) await setVisitPlan(ctx, id, chance.weighed(RISKS));
}

const RISKS = [
  [RiskClass.HIGH, 1],
  [RiskClass.MEDIUM, 2],
  [RiskClass.LOW, 3],
] as const;

/** A warm box is handed over only by who stands at the door. */
async function wantRidersAtTheDoor(ctx: Context): Promise<void> {
  const kind = defaultKinds.find(({ code }) => code === 'WARM_BOX')!;
  await setRequestKind(ctx, {
    ...kind,
    proof: [ProofKind.PLACE],
    placeWithinM: 150,
    undoMinutes: 10,
    maxAttempts: 2,
  });
}

async function nameContacts(
  ctx: Context,
  { id, index }: { id: string; index: number },
  chance: Chance,
): Promise<void> {
  const relations = [ContactRelation.FAMILY, ContactRelation.NEIGHBOUR];
  for (const [place, relation] of relations.entries())
    await setContact(ctx, id, {
      callOrder: place + 1,
      relation,
      name: elderName(chance),
      phone: inventedPhone(8_000 + index * 10 + place),
    });
}

const MEALS = [
  { name: '红桥午餐', station: 'ST1', ready: '11:00', due: '12:30', members: 16 },
  { name: '望江午餐', station: 'ST2', ready: '11:00', due: '12:30', members: 16 },
  { name: '雨润午餐', station: 'ST3', ready: '11:00', due: '12:30', members: 16 },
  { name: '红桥晚餐', station: 'ST1', ready: '16:45', due: '18:15', members: 16 },
] as const;

async function planMeals(
  ctx: Context,
  { name, station, ready, due }: (typeof MEALS)[number],
  members: readonly string[],
): Promise<void> {
  const [canteen] = await ctx.em.execute<{ id: string }[]>(
    'select id from station where code = ?',
    [station],
  );
  await openPlan(ctx, {
    kind: 'MEAL',
    name,
    rule: 'FREQ=DAILY',
    from: dayOf(ctx.now),
    ready,
    due,
    leadMinutes: 90,
    onHoliday: OnHoliday.SERVE,
    pickupStationId: canteen!.id,
    members: members.map((residentId, index) => ({
      residentId,
      ...(index % 5 === 0 && { note: '软一些，少盐。' }),
    })),
  });
}
