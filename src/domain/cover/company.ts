import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';

/** The company a rider rides for; a rider of a site rides for its company. Refuses NOT_FOUND for who has left. */
export async function companyOfRider(
  { em, actor }: Context,
  riderId: string,
): Promise<{ readonly id: string; readonly inAlliance: boolean }> {
  const [row] = await em.execute<{ id: string; inAlliance: boolean }[]>(
    `select c.id, c.left_at is null as "inAlliance" from rider d
     join organization o on o.street_id = d.street_id and o.id = d.organization_id
     join organization c on c.street_id = o.street_id and c.id = case when o.kind = 'SITE' then coalesce(o.parent_id, o.id) else o.id end
     where d.street_id = ? and d.id = ? and d.left_at is null`,
    [actor!.streetId, riderId],
  );
  return row ?? refuse('NOT_FOUND');
}
