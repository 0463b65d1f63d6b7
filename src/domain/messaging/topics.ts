import type { Events } from '../events.ts';
import { ChannelKind } from './states.ts';

/** What a group is told: what needs somebody at the desk; offers that wait for their rider. */
const groupTopics = ['ALERTS', 'RIDERS'];

/** What partners may subscribe to; a name once here stays. */
export const publicEvents = [
  'request.opened',
  'request.offered',
  'request.assigned',
  'request.withdrawn',
  'request.picked_up',
  'request.fulfilled',
  'request.failed',
  'request.confirmed',
  'request.cancelled',
  'request.handed_to_backstop',
  'request.unserved',
  'rider.duty_changed',
] as const satisfies readonly (keyof Events)[];

/** The topics a kind of channel may have. */
export const topicsOf = (kind: ChannelKind): readonly string[] =>
  kind === ChannelKind.WEBHOOK ? publicEvents : groupTopics;
