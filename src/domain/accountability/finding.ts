import { ref } from '@mikro-orm/core';
import type { Context } from '../../platform/context.ts';
import { shown } from '../../platform/database/shown.ts';
import { getRequest } from '../requests/finding.ts';
import { Accountability, AccountableNow } from './accountability.ts';
import type { AccountabilityHistory } from './views.ts';

/** Who has answered for something, first to last. */
export const intervalsOf = ({ em }: Context, subjectId: string): Promise<Accountability[]> =>
  em.find(Accountability, { subjectId }, { orderBy: { fromAt: 'asc', untilAt: 'asc' } });

/** 责任链: of a request that the actor may see. Refuses NOT_FOUND. */
export async function accountableFor(
  ctx: Context,
  requestId: string,
): Promise<AccountabilityHistory> {
  const { dueAt } = await getRequest(ctx, requestId);
  const history = await intervalsOf(ctx, requestId);
  const now = history.find(({ untilAt }) => !untilAt) ?? null;
  return { requestId, promisedAt: dueAt, now, history };
}

/** Who answers for the request now, looked up together with those of all the others asked for; null once it is closed. */
export const accountableNow = (
  { em }: Context,
  requestId: string,
): Promise<AccountableNow | null> => shown(ref(em.getReference(AccountableNow, requestId)));
