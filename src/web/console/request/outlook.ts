import { timeOf } from '../../shared/time.ts';
import type { Text } from '../../shared/text.ts';
import type { RequestDetail } from '../documents/request.ts';

const nexts: Readonly<Record<string, Text>> = {
  ACCEPTED: { zh: '骑手出发', en: 'the rider sets out' },
  TO_PICKUP: { zh: '骑手到取件点', en: 'the rider reaches the pickup' },
  AT_PICKUP: { zh: '骑手取件', en: 'the rider picks up' },
  PICKED_UP: { zh: '骑手到门口', en: 'the rider reaches the door' },
  AT_DOOR: { zh: '交到手里', en: 'it is handed over' },
  RETURNING: {
    zh: '东西送回取件点，然后重新安排',
    en: 'the goods go back, then it is arranged anew',
  },
};

/** What comes next if nobody does anything else; nothing once it is closed. */
export function outlookOf(request: RequestDetail): Text | undefined {
  const { state, assignment, backstopAt, closedAt } = request;
  if (closedAt) return undefined;
  if (state === 'OPEN' || state === 'MATCHING')
    return {
      zh: `找骑手；${timeOf(backstopAt)} 还没有就转社区`,
      en: `a rider is sought; without one by ${timeOf(backstopAt)} the community takes over`,
    };
  if (state === 'HANDED_TO_BACKSTOP')
    return { zh: '由社区自己送，或再指派骑手', en: 'the community does it, or assigns a rider' };
  if (state === 'FULFILLED') return { zh: '等居民或我们确认', en: 'to be confirmed' };
  if (!assignment || assignment.endedAt) return undefined;
  if (assignment.retryAt)
    return {
      zh: `${timeOf(assignment.retryAt)} 再送一次`,
      en: `tried again at ${timeOf(assignment.retryAt)}`,
    };
  return nexts[assignment.state];
}
