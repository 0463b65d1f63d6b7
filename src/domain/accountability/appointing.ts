import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import type { KindDuty } from './views.ts';

/** The departments that answer for a kind of request, by kind. */
export const listDuties = ({ em, actor }: Context): Promise<KindDuty[]> =>
  em.execute<KindDuty[]>(
    `select kind_code as kind, organization_id as "organizationId" from kind_duty where street_id = ? order by kind_code`,
    [actor!.streetId],
  );

/**
 * 行业主管: lets a department answer for a kind of request from the next one on; without one the communities do. Refuses
 * UNKNOWN_KIND, NOT_A_DEPARTMENT.
 */
export async function setDuty(
  ctx: Context,
  kind: string,
  organizationId: string | null | undefined,
): Promise<KindDuty[]> {
  const { em } = ctx;
  const { streetId } = ctx.actor!;
  const [known] = await em.execute('select 1 from request_kind where street_id = ? and code = ?', [
    streetId,
    kind,
  ]);
  if (!known) return refuse('UNKNOWN_KIND', kind);
  if (organizationId) await appoint(ctx, kind, organizationId);
  else
    await em.execute('delete from kind_duty where street_id = ? and kind_code = ?', [
      streetId,
      kind,
    ]);
  return listDuties(ctx);
}

async function appoint(
  { em, actor, now }: Context,
  kind: string,
  organizationId: string,
): Promise<void> {
  const appointed = await em.execute<unknown[]>(
    `insert into kind_duty (street_id, kind_code, organization_id, set_at)
     select street_id, ?, id, ? from organization
     where street_id = ? and id = ? and kind = 'DEPARTMENT' and left_at is null
     on conflict (street_id, kind_code) do update
       set organization_id = excluded.organization_id, set_at = excluded.set_at
     returning kind_code`,
    [kind, now.toISOString(), actor!.streetId, organizationId],
  );
  if (appointed.length === 0) refuse('NOT_A_DEPARTMENT');
}
