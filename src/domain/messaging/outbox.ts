import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { isId } from '../requests/ids.ts';
import type { MessagePage } from './inputs.ts';
import { Message } from './message.ts';
import { policyNow } from './reading.ts';
import { MessageState } from './states.ts';

const HOUR_MS = 3_600_000;
/** Most messages shown at once. */
const MOST = 200;

/** The messages of the street, latest first. */
export const listMessages = ({ em }: Context, { states, first }: MessagePage): Promise<Message[]> =>
  em.find(Message, states ? { state: { $in: states } } : {}, {
    orderBy: { createdAt: 'desc', id: 'asc' },
    limit: Math.min(Math.max(first, 0), MOST),
  });

/** 死信: what no gateway took. */
export const deadLetters = (ctx: Context, first: number): Promise<Message[]> =>
  listMessages(ctx, { states: [MessageState.DEAD], first });

/** 重发: a dead letter is tried again under its own id, with a day's time. Refuses NOT_FOUND, MESSAGE_NOT_DEAD. */
export async function resendMessage(ctx: Context, id: string): Promise<Message> {
  const { em, now } = ctx;
  const message = isId(id) ? await em.findOne(Message, id) : null;
  if (!message) return refuse('NOT_FOUND');
  const { deadHours } = await policyNow(ctx);
  const rows = await em.execute<unknown[]>(
    `update message set state = 'QUEUED', attempts = 0, due_at = ?, dead_at = ?, reason = null
     where id = ? and state = 'DEAD' returning 1`,
    [now.toISOString(), new Date(now.getTime() + deadHours * HOUR_MS).toISOString(), id],
  );
  if (rows.length === 0) return refuse('MESSAGE_NOT_DEAD');
  return em.findOneOrFail(Message, id, { refresh: true });
}
