import { createHash } from 'node:crypto';
import type { Budget } from '../../platform/attempts/attempts.ts';
import type { Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { refusal, refuse } from '../refusals.ts';
import { fileOf, Photo, type PhotoKind } from './photo.ts';
import { plainPicture } from './picture.ts';

/** More than a day of deliveries needs in an hour. */
const uploads: Budget = { name: 'photo', tries: 120, seconds: 3600 };

/** 上传凭证照片: keeps what a rider photographed; it proves nothing until a delivery names it. */
export async function addPhoto(ctx: Context, kind: PhotoKind, bytes: Buffer): Promise<Photo> {
  const { actor, em, now } = ctx;
  if (!actor?.accountId) return refuse('NOT_SIGNED_IN');
  if (!actor.may.has('photo:add')) return refuse('NOT_FOUND');
  const seconds = await ctx.attempts.take(uploads, actor.accountId);
  if (seconds > 0)
    throw refusal('TOO_MANY_TRIES', String(seconds)).with({ retryAfterSeconds: seconds });
  const { jpeg, width, height } = await plainPicture(bytes);
  const photo = new Photo();
  Object.assign(photo, {
    streetId: actor.streetId,
    accountId: actor.accountId,
    kind,
    sha256: createHash('sha256').update(jpeg).digest(),
    bytes: jpeg.length,
    width,
    height,
    uploadedAt: now,
  });
  await ctx.files.put(fileOf(photo), jpeg, 'image/jpeg');
  await inTransaction(em, async () => {
    em.persist(photo);
    await em.flush();
  });
  return photo;
}
