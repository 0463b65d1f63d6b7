import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import { actorOf } from '../requests/visible.ts';
import type { Batch, GridProgress, Refused } from './views.ts';

type Head = Pick<Batch, 'id' | 'name' | 'kind' | 'openedAt'>;

const heads = `select id, name, kind_code as kind, opened_at as "openedAt" from batch where street_id = ?`;
const LONGEST = 100;

/** A batch with how far it has come; refuses NOT_FOUND. */
export async function getBatch(ctx: Context, id: string): Promise<Batch> {
  if (!isId(id)) return refuse('NOT_FOUND');
  const [head] = await ctx.em.execute<Head[]>(`${heads} and id = ?`, [actorOf(ctx).streetId, id]);
  return head ? withProgress(ctx, head) : refuse('NOT_FOUND');
}

/** The batches, latest first. */
export async function listBatches(ctx: Context): Promise<Batch[]> {
  const found = await ctx.em.execute<Head[]>(
    `${heads} order by opened_at desc, id limit ${LONGEST}`,
    [actorOf(ctx).streetId],
  );
  const batches: Batch[] = [];
  for (const head of found) batches.push(await withProgress(ctx, head));
  return batches;
}

async function withProgress(ctx: Context, head: Head): Promise<Batch> {
  const key = [actorOf(ctx).streetId, head.id];
  const byGrid = await ctx.em.execute<GridProgress[]>(
    `select g.id as "gridId", g.code, g.name, count(*)::int as total,
       count(*) filter (where r.state in ('FULFILLED','CONFIRMED'))::int as fulfilled,
       count(*) filter (where r.state not in ('FULFILLED','CONFIRMED','CANCELLED','UNSERVED'))::int as open,
       count(*) filter (where r.state in ('CANCELLED','UNSERVED'))::int as failed,
       array_agg(r.id order by i.nth) as "requestIds"
     from batch_item i join service_request r on r.street_id = i.street_id and r.id = i.request_id
     join grid g on g.street_id = i.street_id and g.id = i.grid_id
     where i.street_id = ? and i.batch_id = ? group by g.id, g.code, g.name order by g.code`,
    key,
  );
  const refused = await ctx.em.execute<Refused[]>(
    `select resident_id as "residentId", refused as why from batch_item
     where street_id = ? and batch_id = ? and refused is not null order by nth`,
    key,
  );
  const sum = (part: 'total' | 'fulfilled' | 'open' | 'failed') =>
    byGrid.reduce((all, grid) => all + grid[part], 0);
  return {
    ...head,
    openedAt: new Date(head.openedAt),
    total: sum('total') + refused.length,
    fulfilled: sum('fulfilled'),
    open: sum('open'),
    failed: sum('failed') + refused.length,
    byGrid,
    refused,
  };
}
