import type { Context } from '../../platform/context.ts';
import { decodeCursor, pageOf, type Page } from '../../platform/graphql/connection.ts';
import { refuse } from '../refusals.ts';
import { loadRequests } from './finding.ts';
import { arrayOf } from './ids.ts';
import type { ServiceRequest } from './request.ts';
import type { RequestState } from './states.ts';
import { actorOf, visibleRequests } from './visible.ts';

const MOST = 100;

export interface Asked {
  readonly first: number;
  readonly after?: string | null | undefined;
  readonly states?: readonly RequestState[] | null | undefined;
}

/** The requests the actor may see, newest first. */
export async function listRequests(ctx: Context, asked: Asked): Promise<Page<ServiceRequest>> {
  const first = Math.min(Math.max(asked.first, 0), MOST);
  const visible = visibleRequests(actorOf(ctx));
  const among = asked.states?.length ? 'and r.state = any (?::text[])' : '';
  const sql = `from service_request r where ${visible.sql} ${among}`;
  const values = [...visible.values, ...(among ? [arrayOf(asked.states!)] : [])];
  const [count] = await ctx.em.execute<{ n: number }[]>(`select count(*)::int as n ${sql}`, values);
  const after = asked.after ? placeOf(asked.after) : undefined;
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select r.id ${sql} ${after ? 'and (r.opened_at, r.id) < (?::timestamptz, ?::uuid)' : ''}
     order by r.opened_at desc, r.id desc limit ?`,
    [...values, ...(after ?? []), first + 1],
  );
  const requests = await loadRequests(
    ctx,
    rows.map(({ id }) => id),
  );
  return pageOf(requests, { first, totalCount: count!.n, cursorOf });
}

const cursorOf = ({ openedAt, id }: ServiceRequest) => `${openedAt.toISOString()} ${id}`;

function placeOf(cursor: string): [string, string] {
  const [, openedAt, id] =
    /^(\d{4}-\d\d-\d\dT[\d:.]{12}Z) ([0-9a-f-]{36})$/.exec(decodeCursor(cursor)) ?? [];
  return openedAt && id ? [openedAt, id] : refuse('INVALID_INPUT', 'after');
}
