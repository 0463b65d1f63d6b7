import type { Context } from '../../platform/context.ts';
import { every } from '../../platform/jobs/timers.ts';
import { code, SESSION_MS } from './rules.ts';

/** Codes are kept as long as they count against the daily limit, sessions as long again as they could have lived. */
async function forgetEnded({ em, now, actor }: Context): Promise<void> {
  const before = (ms: number) => [actor!.streetId, new Date(now.getTime() - ms).toISOString()];
  await em.execute(
    'delete from one_time_code where street_id = ? and sent_at < ?',
    before(code.dayMs),
  );
  await em.execute(
    'delete from session where street_id = ? and expires_at < ?',
    before(SESSION_MS),
  );
}

export const timers = [every('1 hour', 'forget ended sessions and codes', forgetEnded)];
