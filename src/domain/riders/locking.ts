import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { Rider } from './rider.ts';

/** The rider as they are now, held until the transaction ends: nothing is assigned meanwhile. Refuses NOT_FOUND. */
export async function lockRider({ em, actor }: Context, id: string | undefined): Promise<Rider> {
  if (!id) return refuse('NOT_FOUND');
  const [locked] = await em.execute<unknown[]>(
    'select 1 from rider where street_id = ? and id = ? and left_at is null for no key update',
    [actor!.streetId, id],
  );
  if (!locked) return refuse('NOT_FOUND');
  return em.findOneOrFail(Rider, { id }, { refresh: true });
}

/** Whether anything the rider accepted has not ended. Some of it weighs nothing, so the load does not tell. */
export async function isCarrying({ em }: Context, { streetId, id }: Rider): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    'select 1 from assignment where street_id = ? and rider_id = ? and live limit 1',
    [streetId, id],
  );
  return rows.length > 0;
}
