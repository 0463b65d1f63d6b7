import type { Context } from '../../platform/context.ts';
import type { FeedEvent } from '../../platform/feed/events.ts';
import { queueMessages, type Draft } from './queueing.ts';
import { policyNow } from './reading.ts';
import { isNews } from './rules.ts';

/** What the groups of the street and of the community are told, and in which words. */
const templateOf: Readonly<Record<string, string>> = {
  'request.handed_to_backstop': 'request-backstop',
  'request.unserved': 'request-unserved',
  'dispatch.plan_refused': 'plan-refused',
  'care.alert_raised': 'care-alert',
  'plan.occurrence_missed': 'occurrence-missed',
};

type Fact = FeedEvent<string, object>;

/** Tells the groups that asked for alerts: those of the street always, those of a community what is its own. */
export async function alertChannels(ctx: Context, events: readonly Fact[]): Promise<void> {
  const channels = await groupsFor(ctx, 'ALERTS');
  const { deadHours } = await policyNow(ctx);
  const news = events.filter(({ at }) => isNews(at, ctx.now, deadHours));
  const drafts = news.flatMap((event) =>
    channels
      .filter(({ communityId }) => !communityId || communityId === placeOf(event).communityId)
      .map(({ id }) => alertOf(event, id)),
  );
  await queueMessages(ctx, drafts);
}

const placeOf = ({
  payload,
}: Fact): { readonly communityId?: string; readonly requestId?: string } => payload;

function alertOf(event: Fact, channelId: string): Draft {
  const { id, name } = event;
  const { communityId, requestId } = placeOf(event);
  return {
    channelId,
    template: templateOf[name]!,
    variables: { communityId, requestId },
    dedupKey: `${id}:${channelId}`,
  };
}

interface Group {
  readonly id: string;
  readonly communityId: string | null;
  readonly organizationId: string | null;
}

/** The bots that are told of a topic. */
export const groupsFor = ({ em, actor }: Context, topic: string): Promise<Group[]> =>
  em.execute<Group[]>(
    `select id, community_id as "communityId", organization_id as "organizationId" from channel
     where street_id = ? and retired_at is null and kind in ('WECOM_BOT','DINGTALK_BOT') and ? = any (topics)
     order by id`,
    [actor!.streetId, topic],
  );
