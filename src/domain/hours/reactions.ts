import type { Context } from '../../platform/context.ts';
import type { FeedEvent } from '../../platform/feed/events.ts';
import { every } from '../../platform/jobs/timers.ts';
import { onAny } from '../events.ts';
import { revokeChanged } from './certifying.ts';
import { measureHours } from './measuring.ts';
import { approveQuiet } from './settling.ts';

const measure = (ctx: Context, events: readonly FeedEvent<string, { riderId?: string }>[]) =>
  measureHours(
    ctx,
    events.flatMap(({ payload }) => payload.riderId ?? []),
  );

export const reactions = [
  onAny(
    ['request.fulfilled', 'request.step_corrected', 'request.opened_again'],
    measure,
    'measure hours',
  ),
  onAny(['hours.settled'], revokeChanged, 'revoke certificates'),
];

export const timers = [
  every('1 hour', 'approve quiet hours', approveQuiet),
  every('1 hour', 'revoke certificates whose hours were taken back', revokeChanged),
];
