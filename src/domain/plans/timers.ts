import { every } from '../../platform/jobs/timers.ts';
import { issuePlans } from './issuing.ts';

export const timers = [every('30 seconds', 'issue plans', issuePlans)];
