import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Assignment } from './assignment.ts';
import { lockRequestOfRider } from './finding.ts';
import { isId } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import { riderOf } from './visible.ts';

/** A task with its request. */
export interface Work {
  readonly request: ServiceRequest;
  readonly assignment: Assignment;
}

/** The rider's own assignment with its request, both locked and as they are now. */
export async function holdOwnWork(ctx: Context, id: string): Promise<Work> {
  const { em } = ctx;
  const riderId = riderOf(ctx);
  const known = isId(id) && (await em.findOne(Assignment, { id, rider: riderId }));
  if (!known) return refuse('NOT_FOUND');
  const request = await lockRequestOfRider(ctx, known.request.id);
  const assignment = await em.findOneOrFail(Assignment, id, { refresh: true });
  return { request, assignment };
}

/** The ids by which facts about the work are addressed. */
export const factOf = ({ request, assignment }: Work) => ({
  ...request.fact(),
  assignmentId: assignment.id,
  riderId: assignment.rider.id,
});
