/** What was acknowledged, and in what order of the log each task was in whose hands; both go with the connection. */
export const PREPARE = `
  create temp table said as select operation, nullif(key, '') as key, id, "accountId"::uuid as account_id
    from jsonb_to_recordset($1::jsonb) as s(operation text, key text, id uuid, "accountId" text)`;

export const SPANS = `
  create temp table told as select seq, name, payload->>'requestId' as request_id, payload->>'assignmentId' as assignment_id,
    payload->>'newAssignmentId' as new_id, payload->>'offerId' as offer_id, payload->>'transferId' as transfer_id from event_log;
  create index on told (request_id);
  analyze told;
  create temp table span as
    select a.id, a.request_id, a.rider_id, a.load, a.live, b.seq as from_seq, (
      select min(e.seq) from told e where e.request_id = a.request_id::text and e.seq > b.seq and (
        (e.name in ('request.fulfilled', 'request.failed', 'request.withdrawn', 'request.transferred') and e.assignment_id = a.id::text)
        or e.name in ('request.cancelled', 'request.handed_to_backstop'))) as to_seq
    from assignment a left join told b on b.request_id = a.request_id::text
      and ((b.name = 'request.assigned' and b.assignment_id = a.id::text) or (b.name = 'request.transferred' and b.new_id = a.id::text));
  create index on span (request_id)`;

const once = (operation: string, effect: string) =>
  `select count(*) from said s where s.operation = '${operation}' and (select count(*) from ${effect}) <> 1`;

/** Each counts what breaks it: nothing may. */
export const LAWS: Readonly<Record<string, string>> = {
  'assigned twice: two live assignments of a request now': `
    select count(*) from (select 1 from assignment where live group by request_id having count(*) > 1) x`,
  'assigned twice: at any point of the log': `
    select count(*) from span a join span b on b.request_id = a.request_id and b.id <> a.id and b.from_seq >= a.from_seq
    where b.from_seq < coalesce(a.to_seq, 9e18)`,
  'assigned twice: by the clock, for longer than a call may take': `
    select count(*) from assignment a join assignment b on b.request_id = a.request_id and b.accepted_at > a.accepted_at
    where b.accepted_at < coalesce(a.ended_at, 'infinity') - interval '10 seconds'`,
  'assignments without their beginning or end in the log': `
    select count(*) from span where from_seq is null or live <> (to_seq is null)`,
  'riders over capacity: at any point of the log': `
    select count(*) from (
      select rider_id, sum(change) over (partition by rider_id order by seq, change) as carried from (
        select rider_id, from_seq as seq, load as change from span union all
        select rider_id, to_seq, -load from span where to_seq is not null) step) x
    join rider d on d.id = x.rider_id where x.carried > d.capacity or x.carried < 0`,
  'riders whose load is not the sum of what they carry': `
    select count(*) from rider d where d.load > d.capacity or d.load <>
      (select coalesce(sum(a.load), 0) from assignment a where a.rider_id = d.id and a.live)`,
  'requests whose state contradicts their assignment': `
    select count(*) from service_request r where (r.state in ('ASSIGNED', 'IN_PROGRESS')) <>
      exists (select 1 from assignment a where a.request_id = r.id and a.live)`,
  'acknowledged by key, and not kept or kept differently': `
    select count(*) from said s where s.key is not null and not exists (select 1 from idempotency_key k
      where k.operation = s.operation and k.key = s.key and k.response->s.operation->>'id' = s.id::text)`,
  'keys with two acknowledged effects': `
    select count(*) from (select 1 from said where key is not null group by operation, key having count(distinct id) > 1) x`,
  'opened: acknowledged and not there': `
    select count(*) from said s where operation = 'openRequest'
      and not exists (select 1 from service_request r where r.id = s.id and r.place = s.key)`,
  'opened: keys with more than one request': `
    select count(*) from (select 1 from service_request group by place having count(*) > 1) x`,
  'accepted: acknowledged and not there': once(
    'acceptOffer',
    `assignment a join told t on t.name = 'request.assigned' and t.assignment_id = a.id::text where a.id = s.id`,
  ),
  'accepted: offers with more than one assignment': `
    select count(*) from (select 1 from assignment where offer_id is not null group by offer_id having count(*) > 1) x`,
  'declined: not there exactly once': once(
    'declineOffer',
    `offer o join told t on t.name = 'request.declined' and t.offer_id = o.id::text where o.id = s.id and o.state = 'DECLINED'`,
  ),
  'picked up: not there exactly once': once(
    'pickUp',
    `assignment_step p join told t on t.name = 'request.picked_up' and t.assignment_id = p.assignment_id::text
     where p.assignment_id = s.id and p.step = 'pickUp'`,
  ),
  'delivered: not there exactly once': once(
    'deliver',
    `assignment_step p join told t on t.name = 'request.fulfilled' and t.assignment_id = p.assignment_id::text
     where p.assignment_id = s.id and p.step = 'deliver'`,
  ),
  'delivered: requests brought more than once': `
    select count(*) from (select 1 from assignment_step where step = 'deliver' group by request_id having count(*) > 1) x`,
  'cancelled: not there exactly once': once(
    'cancelRequest',
    `service_request r join told t on t.name = 'request.cancelled' and t.request_id = r.id::text where r.id = s.id and r.state = 'CANCELLED'`,
  ),
  'transfers asked for: not there exactly once': once(
    'requestTransfer',
    `transfer r join told t on t.name = 'request.transfer_requested' and t.transfer_id = r.id::text where r.id = s.id`,
  ),
  'transfers agreed on: taken by somebody else': `
    select count(*) from said s join transfer r on r.id = s.id left join rider d on d.id = r.taken_by_id
    where s.operation = 'acceptTransfer' and d.account_id is distinct from s.account_id`,
  'transfers done: without exactly one assignment that goes on': `
    select count(*) from transfer r where r.state = 'DONE' and
      (select count(*) from assignment a where a.continues_id = r.assignment_id) <> 1`,
  'outbox: not drained': `select count(*) from outbox`,
  'log: numbers missing': `
    select count(*) from feed_head h where h.last_seq <> (select count(*) from event_log l where l.street_id = h.street_id)`,
  'inboxes: not dense': `
    select count(*) from inbox_head h left join lateral (select count(*) as many, min(seq) as first, max(seq) as last from inbox i
      where i.street_id = h.street_id and i.recipient_id = h.recipient_id) i on true
    where i.many <> h.last_seq - h.min_seq + 1 or i.last <> h.last_seq or i.first <> h.min_seq`,
  'reactions: failed': `
    select (select count(*) from reaction_failure) + (select count(*) from reaction_cursor where attempts > 0)`,
};
