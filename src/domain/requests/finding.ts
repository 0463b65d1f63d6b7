import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { isId } from './ids.ts';
import { ServiceRequest } from './request.ts';
import { actorOf, visibleRequests } from './visible.ts';

/** The request, if there is one that the actor may see. */
export async function findRequest(ctx: Context, id: string): Promise<ServiceRequest | null> {
  return isId(id) ? findBy(ctx, 'r.id = ?', id) : null;
}

export async function getRequest(ctx: Context, id: string): Promise<ServiceRequest> {
  return (await findRequest(ctx, id)) ?? refuse('NOT_FOUND');
}

/** By the six characters said on the telephone, in either case. */
export const findRequestByCode = (ctx: Context, code: string): Promise<ServiceRequest | null> =>
  findBy(ctx, 'r.code = ?', code.trim().toUpperCase());

async function findBy(ctx: Context, which: string, value: string): Promise<ServiceRequest | null> {
  const { sql, values } = visibleRequests(actorOf(ctx));
  const [found] = await ctx.em.execute<{ id: string }[]>(
    `select r.id from service_request r where ${which} and ${sql}`,
    [value, ...values],
  );
  return found ? ctx.em.findOne(ServiceRequest, found.id) : null;
}

/** The request, locked until the transaction ends and as it is now. The first lock of every change: request, offer, rider. */
export async function lockRequest(ctx: Context, id: string): Promise<ServiceRequest> {
  if (!isId(id)) return refuse('NOT_FOUND');
  const { sql, values } = visibleRequests(actorOf(ctx));
  return lockWhere(ctx, id, { sql, values });
}

/** As `lockRequest`, for a rider who is known to have been asked for it or to do it. */
export const lockRequestOfRider = (ctx: Context, id: string): Promise<ServiceRequest> =>
  lockWhere(ctx, id, { sql: 'r.street_id = ?', values: [actorOf(ctx).streetId] });

async function lockWhere(
  { em }: Context,
  id: string,
  { sql, values }: ReturnType<typeof visibleRequests>,
): Promise<ServiceRequest> {
  const [locked] = await em.execute<unknown[]>(
    `select 1 from service_request r where r.id = ? and ${sql} for no key update of r`,
    [id, ...values],
  );
  if (!locked) return refuse('NOT_FOUND');
  return em.findOneOrFail(ServiceRequest, id, { refresh: true });
}

/** Those requests in the order of their ids as given. */
export async function loadRequests(
  { em }: Context,
  ids: readonly string[],
): Promise<ServiceRequest[]> {
  const found = await em.find(ServiceRequest, { id: { $in: [...ids] } });
  const byId = new Map(found.map((request) => [request.id, request]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
