import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { bookMutualHelp, endWithTransfer, expireCovers } from './booking.ts';

export const reactions = [on('request.transfer_ended', endWithTransfer)];

export const timers = [
  every('30 seconds', 'end covers nobody took', expireCovers),
  every('1 minute', 'book mutual help', bookMutualHelp),
];
