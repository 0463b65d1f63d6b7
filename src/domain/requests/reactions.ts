import { urgent } from '../../platform/feed/events.ts';
import { every } from '../../platform/jobs/timers.ts';
import { onAny } from '../events.ts';
import { withdrawOffersOfAbsent } from './absence.ts';
import { handToBackstop } from './backstop.ts';
import { learnTimes } from '../learning/learning.ts';
import { expireTransfers } from './colleagues.ts';
import { dispatchInTime, dispatchStreet } from './dispatching.ts';
import { expireOffers } from './expiring.ts';
import { reckoningOf } from './reckoning.ts';

/** Whatever may change who should be asked. */
export const reactions = [
  urgent(onAny(['rider.duty_changed'], withdrawOffersOfAbsent)),
  urgent(
    onAny(
      [
        'request.opened',
        'request.declined',
        'request.reservation_declined',
        'request.expired',
        'request.lost',
        'request.offer_withdrawn',
        'request.withdrawn',
        'request.picked_up',
        'request.fulfilled',
        'request.failed',
        'request.advanced',
        'request.step_corrected',
        'request.transferred',
        'request.opened_again',
        'request.cancelled',
        'rider.duty_changed',
      ],
      dispatchStreet,
    ),
  ),
];

export const timers = [
  every('1 second', 'expire offers', expireOffers),
  every('1 second', 'tell in time', dispatchInTime),
  every('2 seconds', 'hand to the backstop', handToBackstop),
  every('5 seconds', 'expire transfers', expireTransfers),
  every('1 hour', 'learn how long things take', async (ctx) =>
    learnTimes(ctx, await reckoningOf(ctx)),
  ),
  /** Riders move and rules loosen without any event. */
  every('5 seconds', 'plan what waits', dispatchStreet),
];
