import { every } from '../../platform/jobs/timers.ts';
import { countPresence } from './counting.ts';
import { forgetTracks } from './forgetting.ts';

export const timers = [
  every('5 minutes', 'count the riders in each grid', countPresence),
  // By the hour, so that a day of a whole street is never deleted at once after a stop.
  every('1 hour', 'forget tracks', forgetTracks),
];
