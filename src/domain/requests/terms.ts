import { makePolicy, type Policy, type PolicyDraft } from '../../dispatch/policy.ts';
import { travelOver } from '../../dispatch/road-travel.ts';
import type { Table } from '../../dispatch/table-travel.ts';
import type { Travel } from '../../dispatch/travel.ts';
import type { Context } from '../../platform/context.ts';
import { type KnownRoads, roadsOf } from '../coverage/roads.ts';
import { type LearnedTimes, learnedOf } from '../learning/learned-times.ts';
import { actorOf } from './visible.ts';

/** By what the engine decides: the policy in force, what was learned from finished work, and the newest roads; without any it reckons in straight lines. */
export interface Terms {
  readonly policy: Policy;
  readonly learned: LearnedTimes;
  readonly roads: KnownRoads | undefined;
  /** What the router told for this planning; absent: nothing. */
  readonly table?: Table;
  readonly travel: Travel;
}

/** The terms of this instant, by one statement; what an older policy does not say is as in the present default. */
export async function termsOf(ctx: Context): Promise<Terms> {
  const [row] = await ctx.em.execute<
    { policy: PolicyDraft | null; roads: number | null; learned: number | null }[]
  >(
    `select (select policy from dispatch_policy where valid_from <= ? order by version desc limit 1) as policy,
       (select max(version) from road_network where street_id = ?) as roads,
       (select max(version) from learned_time where street_id = ?) as learned`,
    [ctx.now.toISOString(), actorOf(ctx).streetId, actorOf(ctx).streetId],
  );
  const learned = await learnedOf(ctx, row?.learned ?? null);
  const asked = makePolicy(row?.policy ?? {});
  const policy = { ...asked, ...learned.factorsAt(ctx.now.getTime()) };
  const roads = row?.roads ? await roadsOf(ctx, row.roads) : undefined;
  return { policy, learned, roads, travel: travelOver(roads?.roads, policy) };
}
