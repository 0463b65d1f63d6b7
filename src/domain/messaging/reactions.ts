import { every } from '../../platform/jobs/timers.ts';
import { onAny } from '../events.ts';
import { alertChannels } from './alerting.ts';
import { beginClimb, climbOffers, endClimbs } from './climbing.ts';
import { notifyFamilies } from './notifying.ts';
import { publicEvents } from './topics.ts';
import { tellPartners } from './webhooks.ts';

export const reactions = [
  onAny(
    [
      'request.handed_to_backstop',
      'request.unserved',
      'dispatch.plan_refused',
      'plan.occurrence_missed',
      'care.alert_raised',
    ],
    alertChannels,
  ),
  onAny(['request.assigned', 'request.fulfilled'], notifyFamilies),
  onAny(publicEvents, tellPartners, 'tell partners'),
  onAny(['request.offered'], beginClimb),
  onAny(
    [
      'request.assigned',
      'request.declined',
      'request.expired',
      'request.lost',
      'request.offer_withdrawn',
      'request.cancelled',
    ],
    endClimbs,
  ),
];

export const timers = [every('1 second', 'climb offers', climbOffers)];
