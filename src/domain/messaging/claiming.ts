import type { Context } from '../../platform/context.ts';
import { mergeWaiting } from './digesting.ts';
import type { Policy } from './policy.ts';
import { policyNow } from './reading.ts';
import { isQuiet, share, tokensSpent } from './rules.ts';

/** A message in our hands until the lease ends: then somebody else may send it again. */
export interface Claimed {
  readonly id: string;
  readonly lease: string;
  readonly channelId: string | null;
  readonly accountId: string | null;
  readonly residentId: string | null;
  readonly offerId: string | null;
  readonly template: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly attempts: number;
}

/** One channel's messages are handed over one after another; this many in a row stay within the lease. */
const IN_A_ROW = 5;
const TEXTS = 20;
export const LEASE_MS = 60_000;
/** A minute, and as long as a gateway is waited for. */
export const TOKEN_MS = 68_000;

const DUE = `(m.state in ('QUEUED','FAILED') and m.due_at <= ? or m.state = 'SENDING' and m.lease_until <= ?)`;

/** Takes what may be sent now, urgent first, at most once at a time; a channel that is being written to is left alone. */
export async function claimDue(ctx: Context): Promise<Claimed[]> {
  const policy = await policyNow(ctx);
  const highest = isQuiet(ctx.now, policy) ? 0 : 2;
  const claimed = await claimTexts(ctx, highest);
  for (const channel of await lockWaiting(ctx, highest))
    claimed.push(...(await claimFor(ctx, channel, policy)));
  return claimed;
}

interface Waiting {
  readonly id: string;
  readonly kind: string;
  readonly spentAt: readonly string[];
  readonly highest: number;
}

const lockWaiting = async ({ em, now, actor }: Context, highest: number): Promise<Waiting[]> => {
  const at = now.toISOString();
  return em.execute<Waiting[]>(
    `select c.id, c.kind, array(select to_char(s at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from unnest(c.spent_at) s) as "spentAt",
       case when c.kind = 'WEBHOOK' then 2 else ?::int end as highest
     from channel c
     where c.street_id = ? and c.retired_at is null and coalesce(c.blocked_until <= ?, true)
       and exists (select 1 from message m where m.street_id = c.street_id and m.channel_id = c.id and ${DUE}
         and m.lane <= case when c.kind = 'WEBHOOK' then 2 else ? end)
       and not exists (select 1 from message m where m.street_id = c.street_id and m.channel_id = c.id
         and m.state = 'SENDING' and m.lease_until > ?)
     order by c.id limit 50 for no key update of c skip locked`,
    [highest, actor!.streetId, at, at, at, highest, at],
  );
};

async function claimFor(ctx: Context, channel: Waiting, policy: Policy): Promise<Claimed[]> {
  const isBot = channel.kind !== 'WEBHOOK';
  const spent = tokensSpent(
    channel.spentAt.map((at) => new Date(at)),
    ctx.now,
    TOKEN_MS,
  );
  const free = isBot ? policy.botPerMinute - spent.length : IN_A_ROW;
  const waiting = await countWaiting(ctx, channel);
  if (isBot && waiting.urgent + waiting.others > free) await mergeWaiting(ctx, channel.id, policy);
  const { urgent, others } = share(free, isBot ? policy.reservedForUrgent : 0, waiting.urgent);
  const first = await lease(ctx, channel.id, { lanes: [0, 0], most: Math.min(urgent, IN_A_ROW) });
  const room = Math.min(others, IN_A_ROW - first.length);
  const rest = await lease(ctx, channel.id, { lanes: [1, channel.highest], most: room });
  const claimed = [...first, ...rest];
  if (isBot) await spend(ctx, channel.id, [...spent, ...claimed.map(() => ctx.now)]);
  return claimed;
}

async function countWaiting(
  { em, now }: Context,
  { id, highest }: Waiting,
): Promise<{ urgent: number; others: number }> {
  const at = now.toISOString();
  const [row] = await em.execute<{ urgent: number; others: number }[]>(
    `select count(*) filter (where m.lane = 0)::int as urgent, count(*) filter (where m.lane > 0)::int as others
     from message m where m.channel_id = ? and m.lane <= ? and ${DUE}`,
    [id, highest, at, at],
  );
  return row!;
}

const spend = ({ em }: Context, channelId: string, spent: readonly Date[]) =>
  em.execute('update channel set spent_at = ?::timestamptz[] where id = ?', [
    `{${spent.map((at) => at.toISOString()).join(',')}}`,
    channelId,
  ]);

interface Wanted {
  readonly lanes: readonly [number, number];
  readonly most: number;
}

const lease = (ctx: Context, channelId: string, { lanes, most }: Wanted): Promise<Claimed[]> =>
  most <= 0
    ? Promise.resolve([])
    : take(
        ctx,
        { sql: 'm.channel_id = ? and m.lane between ? and ?', values: [channelId, ...lanes] },
        most,
      );

const claimTexts = (ctx: Context, highest: number): Promise<Claimed[]> =>
  take(
    ctx,
    {
      sql: 'm.street_id = ? and m.channel_id is null and m.lane <= ?',
      values: [ctx.actor!.streetId, highest],
    },
    TEXTS,
  );

async function take(
  { em, now }: Context,
  { sql, values }: { readonly sql: string; readonly values: readonly unknown[] },
  most: number,
): Promise<Claimed[]> {
  const at = now.toISOString();
  const rows = await em.execute<Claimed[]>(
    `with mine as materialized (
       select m.id from message m where ${sql} and ${DUE}
       order by m.lane, m.due_at, m.created_at, m.id limit ? for update skip locked
     ), taken as (
       update message m set state = 'SENDING', attempts = m.attempts + 1, lease = gen_random_uuid(),
         lease_until = ?::timestamptz + ? * interval '1 ms', reason = null
       from mine where m.id = mine.id returning m.*
     )
     select id, lease, channel_id as "channelId", account_id as "accountId", resident_id as "residentId",
       offer_id as "offerId", template, variables, attempts
     from taken order by lane, due_at, created_at, id`,
    [...values, at, at, most, at, LEASE_MS],
  );
  return rows;
}
