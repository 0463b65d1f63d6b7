import { every } from '../jobs/timers.ts';

/** A retried call is answered as before for so long; Stripe keeps a day, a phone may be offline for longer. */
const KEPT_DAYS = 7;

/** Answers stored for repeated calls are personal in parts: they go when nobody can still be waiting for them. */
export const timers = [
  every('1 hour', 'forget answered keys', ({ em, now }) =>
    em.execute(
      'delete from idempotency_key where created_at < ?::timestamptz - make_interval(days => ?)',
      [now.toISOString(), KEPT_DAYS],
    ),
  ),
];
