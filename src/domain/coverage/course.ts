import type { Context } from '../../platform/context.ts';
import type { FeedEvent } from '../../platform/feed/events.ts';

/** What moves the course of a request. */
export const courseEvents = [
  'request.opened',
  'request.offered',
  'request.assigned',
  'request.fulfilled',
  'request.fulfilled_by_community',
  'request.step_corrected',
  'request.opened_again',
  'request.handed_to_backstop',
  'request.unserved',
  'request.cancelled',
] as const;

interface Fact {
  readonly requestId: string;
  readonly gridId: string;
  readonly communityId: string;
  readonly step?: string;
}

type CourseEvent = FeedEvent<string, Fact>;

/** 办理历程: writes down when each of these facts happened; the facts come once and in order. */
export async function keepCourse(ctx: Context, events: readonly CourseEvent[]): Promise<void> {
  await beginCourses(ctx, events);
  const marks = [...Map.groupBy(events, ({ payload }) => payload.requestId)].map(
    ([requestId, own]) => ({ request_id: requestId, ...marksOf(own) }),
  );
  await ctx.em.execute(
    `update request_course c set
       offered_at = coalesce(c.offered_at, m.offered_at),
       accepted_at = coalesce(c.accepted_at, m.accepted_at),
       backstop_at = coalesce(c.backstop_at, m.backstop_at),
       done_at = case when m.done_told then m.done_at else c.done_at end,
       unserved_at = case when m.ended_told then m.unserved_at else c.unserved_at end,
       cancelled_at = case when m.ended_told then m.cancelled_at else c.cancelled_at end,
       cancelled_by_asker = case when not m.ended_told then c.cancelled_by_asker
         when m.cancelled_at is null then null
         else coalesce((select a.role in ('RESIDENT', 'FAMILY') from event_log e
           join account a on a.street_id = e.street_id and a.id = e.account_id
           where e.event_id = m.cancel_id), false) end
     from jsonb_to_recordset(?::jsonb) as m (request_id uuid, offered_at timestamptz, accepted_at timestamptz,
       backstop_at timestamptz, done_told boolean, done_at timestamptz, ended_told boolean,
       unserved_at timestamptz, cancelled_at timestamptz, cancel_id uuid)
     where c.street_id = ? and c.request_id = m.request_id`,
    [JSON.stringify(marks), ctx.actor!.streetId],
  );
}

/** What stood when it was opened stays, whatever becomes of the grid or the request. */
async function beginCourses({ em, actor }: Context, events: readonly CourseEvent[]): Promise<void> {
  const opened = events.filter(({ name }) => name === 'request.opened');
  if (opened.length === 0) return;
  await em.execute(
    `insert into request_course (street_id, request_id, kind_code, grid_id, community_id, resident_id, place, opened_at, due_at)
     select r.street_id, r.id, r.kind_code, o.grid_id, o.community_id, r.resident_id, r.dropoff, o.opened_at, r.due_at
     from jsonb_to_recordset(?::jsonb) as o (request_id uuid, grid_id uuid, community_id uuid, opened_at timestamptz)
     join service_request r on r.street_id = ? and r.id = o.request_id
     on conflict (street_id, request_id) do nothing`,
    [
      JSON.stringify(
        opened.map(({ payload, at }) => ({
          request_id: payload.requestId,
          grid_id: payload.gridId,
          community_id: payload.communityId,
          opened_at: at,
        })),
      ),
      actor!.streetId,
    ],
  );
}

/** What some facts about one request say together: a delivery that was taken back is none. */
function marksOf(events: readonly CourseEvent[]) {
  const first = (name: string) => events.find((event) => event.name === name)?.at;
  const done = events.findLast(({ name, payload }) => saysDone(name) || takesBack(name, payload));
  const ended = events.findLast(({ name }) => endings.includes(name));
  const at = (event: CourseEvent | undefined, name: string) =>
    event?.name === name ? event.at : null;
  return {
    offered_at: first('request.offered'),
    accepted_at: first('request.assigned'),
    backstop_at: first('request.handed_to_backstop'),
    done_told: done !== undefined,
    done_at: done && saysDone(done.name) ? done.at : null,
    ended_told: ended !== undefined,
    unserved_at: at(ended, 'request.unserved'),
    cancelled_at: at(ended, 'request.cancelled'),
    cancel_id: ended?.id,
  };
}

const endings = ['request.unserved', 'request.cancelled', 'request.opened_again'];
const saysDone = (name: string) =>
  name === 'request.fulfilled' || name === 'request.fulfilled_by_community';
const takesBack = (name: string, { step }: Fact) =>
  name === 'request.opened_again' || (name === 'request.step_corrected' && step === 'deliver');
