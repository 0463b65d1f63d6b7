import { contextFor, type Actor, type Context, type Platform } from '../platform/context.ts';
import { inTransaction } from '../platform/database/transaction.ts';

/** Does work as somebody, in one transaction, exactly as the door would. */
export async function acting<T>(
  platform: Platform,
  actor: Actor | null,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const ctx = contextFor(platform, actor);
  const result = await inTransaction(ctx.em, () => work(ctx));
  platform.committed();
  return result;
}
