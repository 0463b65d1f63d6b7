import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { escalateAlerts } from './alerting.ts';
import { moveLaddersOn } from './climbing.ts';
import { noteDelivery } from './contacting.ts';
import { forgetOldCare } from './forgetting.ts';
import { followMove } from './moving.ts';
import { startLadder } from './starting.ts';
import { raiseMissedContacts } from './visiting.ts';

/** What happened at a door, as far as somebody is looked after behind it. */
export const reactions = [
  on('request.failed', startLadder),
  on('request.fulfilled', noteDelivery),
  on('request.fulfilled_by_community', noteDelivery),
  on('resident.moved', followMove),
];

export const timers = [
  every('5 seconds', 'move ladders on', moveLaddersOn),
  every('10 seconds', 'escalate alerts', escalateAlerts),
  every('1 minute', 'raise missed contacts', raiseMissedContacts),
  every('1 day', 'forget old care', forgetOldCare),
];
