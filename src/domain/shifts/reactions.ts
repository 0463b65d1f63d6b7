import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { expireSwaps } from './swapping.ts';
import { fillFromLine, freeShifts, tellBegun, tellOverrun } from './minding.ts';

export const reactions = [on('shift.changed', fillFromLine), on('rider.left', freeShifts)];

export const timers = [
  every('30 seconds', 'tell riders that a shift begins', tellBegun),
  every('1 minute', 'tell riders that a shift is over', tellOverrun),
  every('1 minute', 'end swaps whose time is over', expireSwaps),
];
