import { every } from '../../platform/jobs/timers.ts';
import { promptLongDays } from './resting.ts';

export const timers = [every('1 minute', 'prompt riders after a long day', promptLongDays)];
