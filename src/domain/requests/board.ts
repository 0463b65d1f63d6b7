import type { Context } from '../../platform/context.ts';
import { cursorText } from '../../platform/feed/cursor.ts';
import { readHeads } from '../../platform/feed/inbox.ts';
import { refuse } from '../refusals.ts';
import { loadRequests } from './finding.ts';
import { arrayOf, isId } from './ids.ts';
import { liveStates, unservedStates } from './rules.ts';
import type { Board } from './views.ts';
import { actorOf, visibleRequests, type Condition } from './visible.ts';

/** Longest list of a board; what is due last stands in `requests`. */
const LONGEST = 500;

/**
 * The board of the street, or of one community. The feed's cursor is read before the board itself: what happens in between
 * is told again rather than missed.
 */
export async function readBoard(ctx: Context, communityId?: string | null): Promise<Board> {
  const inbox = await inboxOf(ctx, communityId);
  const [head] = await readHeads(ctx.em, [inbox]);
  const cursor = cursorText({ epoch: head!.epoch, seq: head!.lastSeq });
  const counts = await countsOf(ctx, scopeOf(inbox));
  return { at: ctx.now, cursor, ...counts, requests: await liveRequests(ctx, scopeOf(inbox)) };
}

interface Scope {
  readonly streetId: string;
  /** The street, or one of its communities. */
  readonly recipientId: string;
}

/** Whose inbox is followed: the street's, or that of a community within the actor's scope. */
export async function inboxOf(ctx: Context, communityId?: string | null): Promise<Scope> {
  const { streetId, role, communityIds } = actorOf(ctx);
  const bound = role === 'COMMUNITY_STAFF';
  const asked = communityId ?? (bound ? communityIds[0] : undefined);
  if (asked === undefined) return bound ? refuse('NOT_FOUND') : { streetId, recipientId: streetId };
  if (bound && communityId == null && communityIds.length > 1) return refuse('WHICH_COMMUNITY');
  const within = !bound || communityIds.includes(asked);
  const [known] =
    within && isId(asked)
      ? await ctx.em.execute<unknown[]>('select 1 from community where street_id = ? and id = ?', [
          streetId,
          asked,
        ])
      : [];
  return known ? { streetId, recipientId: asked } : refuse('NOT_FOUND');
}

const scopeOf = ({ streetId, recipientId }: Scope): Condition =>
  recipientId === streetId
    ? { sql: 'r.street_id = ?', values: [streetId] }
    : { sql: 'r.street_id = ? and r.community_id = ?', values: [streetId, recipientId] };

type Counts = Omit<Board, 'at' | 'requests' | 'cursor'>;

async function countsOf(ctx: Context, { sql, values }: Condition): Promise<Counts> {
  const now = ctx.now.toISOString();
  const [counts] = await ctx.em.execute<Counts[]>(
    `select count(*) filter (where r.state = 'OPEN')::int as waiting,
       count(*) filter (where r.state = 'MATCHING')::int as offered,
       count(*) filter (where r.state = 'ASSIGNED')::int as assigned,
       count(*) filter (where r.state = 'IN_PROGRESS')::int as "inProgress",
       count(*) filter (where r.state = any (?::text[]) and r.due_at < ?)::int as overdue,
       count(*) filter (where r.state = 'HANDED_TO_BACKSTOP')::int as backstop,
       (select count(*)::int from rider d where d.street_id = ? and d.duty = 'ON') as "ridersOnDuty",
       (select count(*)::int from rider d where d.street_id = ? and d.left_at is null) as "ridersTotal",
       (select count(*)::int from assignment a join service_request r on r.street_id = a.street_id and r.id = a.request_id
        where ${sql} and a.state = 'DONE'
          and a.ended_at >= date_trunc('day', ?::timestamptz at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai') as "fulfilledToday"
     from service_request r where ${sql} and r.state = any (?::text[])`,
    [
      arrayOf(unservedStates),
      now,
      values[0],
      values[0],
      ...values,
      now,
      ...values,
      arrayOf(liveStates),
    ],
  );
  return counts!;
}

async function liveRequests(ctx: Context, scope: Condition) {
  const visible = visibleRequests(actorOf(ctx));
  const rows = await ctx.em.execute<{ id: string }[]>(
    `select r.id from service_request r
     where ${scope.sql} and ${visible.sql} and r.state = any (?::text[])
     order by r.due_at, r.id limit ${LONGEST}`,
    [...scope.values, ...visible.values, arrayOf(liveStates)],
  );
  return loadRequests(
    ctx,
    rows.map(({ id }) => id),
  );
}
