import type { Context } from '../../platform/context.ts';
import type { FeedEvent } from '../../platform/feed/events.ts';
import { queueMessages } from './queueing.ts';
import { isNews } from './rules.ts';

/** Later nobody needs to be told that a rider comes. */
const NEWS_HOURS = 1;

type Fact = FeedEvent<'request.assigned' | 'request.fulfilled', { readonly requestId: string }>;

/**
 * 居民通知: tells the resident, and family who asked to be told, that a rider comes and that it was delivered. Consent and wishes
 * are looked at again when it is sent.
 */
export async function notifyFamilies(ctx: Context, events: readonly Fact[]): Promise<void> {
  for (const { id, name, payload, at } of events) {
    if (!isNews(at, ctx.now, NEWS_HOURS)) continue;
    const { requestId } = payload;
    const told = await whoIsTold(ctx, requestId);
    const template = name === 'request.assigned' ? 'request-assigned' : 'request-fulfilled';
    await queueMessages(
      ctx,
      told.map(({ residentId, accountId }) => ({
        ...(residentId ? { residentId } : { accountId: accountId! }),
        template,
        variables: { requestId },
        dedupKey: `${id}:${residentId ?? accountId}`,
      })),
    );
  }
}

interface Told {
  readonly residentId: string | null;
  readonly accountId: string | null;
}

const whoIsTold = ({ em }: Context, requestId: string): Promise<Told[]> =>
  em.execute<Told[]>(
    `select p.id as "residentId", null::uuid as "accountId" from service_request r
       join resident p on p.street_id = r.street_id and p.id = r.resident_id
     where r.id = ? and p.phone_sealed is not null
       and exists (select 1 from consent c where c.street_id = p.street_id and c.resident_id = p.id
         and c.purpose = 'SERVICE' and c.withdrawn_at is null)
     union all
     select null, m.account_id from service_request r
       join mandate m on m.street_id = r.street_id and m.resident_id = r.resident_id and m.withdrawn_at is null
       join message_preference w on w.street_id = m.street_id and w.account_id = m.account_id
         and w.topic = 'REQUEST_NEWS' and w.wanted
     where r.id = ?`,
    [requestId, requestId],
  );
