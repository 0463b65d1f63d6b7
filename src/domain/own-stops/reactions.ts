import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { forgetStops, forgetStopsOf } from './sharing.ts';

export const reactions = [on('rider.left', forgetStopsOf)];

export const timers = [every('10 minutes', 'forget the rounds of past days', forgetStops)];
