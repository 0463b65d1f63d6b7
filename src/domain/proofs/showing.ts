import type { Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { logAccess } from '../access/access-log.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import { visibleRequests } from '../requests/visible.ts';
import { fileOf, Photo } from './photo.ts';

/**
 * 查看凭证照片: for whoever took it and whoever may see the request it proves; every look of somebody else is written down.
 * Refuses NOT_FOUND.
 */
export async function showPhoto(ctx: Context, id: string): Promise<Buffer> {
  if (!ctx.actor?.accountId) return refuse('NOT_SIGNED_IN');
  if (!isId(id)) return refuse('NOT_FOUND');
  const photo = await inTransaction(ctx.em, () => lookAt(ctx, id));
  return (await ctx.files.get(fileOf(photo))) ?? refuse('NOT_FOUND');
}

async function lookAt(ctx: Context, id: string): Promise<Photo> {
  const { em, actor } = ctx;
  const photo = await em.findOne(Photo, { id, removedAt: null });
  if (!photo) return refuse('NOT_FOUND');
  if (photo.accountId === actor!.accountId) return photo;
  const { sql, values } = visibleRequests(actor!);
  const [request] = await em.execute<{ residentId: string | null }[]>(
    `select r.resident_id as "residentId" from service_request r where r.id = ? and ${sql}`,
    [photo.requestId, ...values],
  );
  if (!request) return refuse('NOT_FOUND');
  await logAccess(ctx, {
    purpose: '核对签收凭证 / checking the proof of a delivery',
    operation: 'photo',
    subjectId: request.residentId ?? photo.requestId!,
    fields: ['photo'],
  });
  return photo;
}
