import type { Context } from '../../platform/context.ts';
import { fileOf, Photo } from './photo.ts';
import { photoPolicyOf } from './photo-policy.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SWEEP = 100;

/** Photos that prove nothing after a day, and proofs that were kept long enough, lose their file; that there was one stays known. */
export async function removePhotos(ctx: Context): Promise<void> {
  const { looseHours, keepDays } = await photoPolicyOf(ctx);
  const before = (ms: number) => new Date(ctx.now.getTime() - ms);
  const photos = await ctx.em.find(
    Photo,
    {
      removedAt: null,
      $or: [
        { attachedAt: null, uploadedAt: { $lte: before(looseHours * HOUR_MS) } },
        { attachedAt: { $lte: before(keepDays * DAY_MS) } },
      ],
    },
    { orderBy: { uploadedAt: 'asc', id: 'asc' }, limit: SWEEP },
  );
  for (const photo of photos) {
    await ctx.files.remove(fileOf(photo));
    photo.removedAt = ctx.now;
  }
  await ctx.em.flush();
}
