import type { Actor, Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';

/** A condition on `service_request r`, with its values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * 最小知情: which requests this actor may see at all. Every query of requests carries it; the walls of the database stand
 * behind it. Who it is is asked only where that matters: offices share their answers.
 */
export function visibleRequests(actor: Actor): Condition {
  const { streetId, role, communityIds } = actor;
  switch (role) {
    case 'STREET_STAFF':
    case 'SYSTEM':
      return { sql: 'r.street_id = ?', values: [streetId] };
    case 'COMMUNITY_STAFF':
      return {
        sql: 'r.street_id = ? and r.community_id = any (?::uuid[])',
        values: [streetId, `{${communityIds.join(',')}}`],
      };
    case 'RESIDENT':
      return {
        sql: 'r.street_id = ? and r.resident_id in (select p.id from resident p where p.account_id = ?)',
        values: [streetId, actor.accountId],
      };
    case 'FAMILY':
      return {
        sql: `r.street_id = ? and r.resident_id in
          (select m.resident_id from mandate m where m.account_id = ? and m.withdrawn_at is null)`,
        values: [streetId, actor.accountId],
      };
    default:
      return { sql: 'false', values: [] };
  }
}

/** Whoever acts; the door has already refused everybody else. */
export const actorOf = ({ actor }: Context): Actor => actor ?? refuse('NOT_SIGNED_IN');

/** The rider who acts. */
export const riderOf = (ctx: Context): string => actorOf(ctx).riderId ?? refuse('NOT_FOUND');
