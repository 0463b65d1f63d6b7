import type { Context } from '../../platform/context.ts';
import type { Events } from '../events.ts';
import { blockOf } from './owners.ts';

/** 随迁: what is open about a resident goes along to the community they moved to. */
export async function followMove(
  ctx: Context,
  { residentId, communityId }: Events['resident.moved'],
): Promise<void> {
  const ownerId = await blockOf(ctx, communityId);
  const { em } = ctx;
  await em.execute('update visit_plan set community_id = ? where resident_id = ?', [
    communityId,
    residentId,
  ]);
  await em.execute(
    `update care_ladder_step s set community_id = ? from care_ladder l
     where l.id = s.ladder_id and l.resident_id = ? and l.state = 'OPEN'`,
    [communityId, residentId],
  );
  await em.execute(
    `update care_ladder set community_id = ?, owner_id = case when step = 'EMERGENCY' then owner_id else ? end
     where resident_id = ? and state = 'OPEN'`,
    [communityId, ownerId, residentId],
  );
  await em.execute(
    `update care_alert set community_id = ?, owner_id = case when level = 'STREET' then owner_id else ? end
     where resident_id = ? and state <> 'RESOLVED'`,
    [communityId, ownerId, residentId],
  );
}
