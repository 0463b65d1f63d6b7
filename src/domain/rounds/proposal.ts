import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import type { RoundAnswer } from '../requests/planning-rounds.ts';
import { actorOf } from '../requests/visible.ts';
import { Rider } from '../riders/rider.ts';
import { type RoundProposal, type RoundRoute, RoundStopKind } from './views.ts';

/** What was proposed is worth something as long as the street has not changed much. */
const GOOD_FOR_MS = 30 * 60_000;

/** A proposal as it is kept; instants of stops in epoch milliseconds. */
export interface Kept {
  readonly id: string;
  readonly proposedAt: Date;
  readonly seed: number;
  readonly routes: RoundAnswer['routes'];
  readonly unplanned: RoundAnswer['unplanned'];
  readonly versions: Readonly<Record<string, number>>;
}

export async function keepProposal(ctx: Context, { proposedAt, ...kept }: Kept): Promise<void> {
  const { streetId, accountId } = actorOf(ctx);
  await ctx.em.execute(
    `insert into round_proposal (street_id, id, proposed_by, proposed_at, seed, routes, unplanned, versions)
     values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb)`,
    [
      ...[streetId, kept.id, accountId ?? null, proposedAt.toISOString(), kept.seed],
      ...[kept.routes, kept.unplanned, kept.versions].map((part) => JSON.stringify(part)),
    ],
  );
}

/** A proposal of the actor's own making, or of anybody for staff of the street; refuses NOT_FOUND. */
export async function getKept(ctx: Context, id: string): Promise<Kept> {
  if (!isId(id)) return refuse('NOT_FOUND');
  const { streetId, role, accountId } = actorOf(ctx);
  const [kept] = await ctx.em.execute<(Omit<Kept, 'proposedAt'> & { proposedAt: string })[]>(
    `select id, proposed_at as "proposedAt", seed, routes, unplanned, versions from round_proposal
     where street_id = ? and id = ? and (? = 'STREET_STAFF' or proposed_by = ?)`,
    [streetId, id, role, accountId ?? null],
  );
  return kept ? { ...kept, proposedAt: new Date(kept.proposedAt) } : refuse('NOT_FOUND');
}

export const expiryOf = ({ proposedAt }: Kept): Date =>
  new Date(proposedAt.getTime() + GOOD_FOR_MS);

export async function shown(ctx: Context, kept: Kept): Promise<RoundProposal> {
  const { id, proposedAt, seed, routes, unplanned } = kept;
  return {
    ...{ id, proposedAt, seed, expiresAt: expiryOf(kept) },
    routes: await shownRoutes(ctx, routes),
    unplanned: unplanned.map(({ taskId, reasons }) => ({
      requestId: taskId,
      reasons: reasons.map((reason) => ({ ...reason })),
    })),
  };
}

export async function shownRoutes(
  { em }: Context,
  routes: RoundAnswer['routes'],
): Promise<RoundRoute[]> {
  const found = await em.find(Rider, { id: { $in: routes.map(({ riderId }) => riderId) } });
  const riders = new Map(found.map((rider) => [rider.id, rider]));
  return routes.map(({ riderId, stops }) => ({
    rider: riders.get(riderId) ?? refuse('NOT_FOUND'),
    requestIds: doorsOf(stops),
    stops: stops.map(({ taskId, kind, beginsAt }) => ({
      requestId: taskId,
      kind: RoundStopKind[kind],
      beginsAt: new Date(beginsAt),
    })),
    lastStopAt: new Date(stops.at(-1)!.beginsAt),
  }));
}

/** The requests of a route in the order of their doors. */
export const doorsOf = (stops: RoundAnswer['routes'][number]['stops']): string[] =>
  stops.flatMap(({ kind, taskId }) => (kind === 'DROPOFF' ? [taskId] : []));
