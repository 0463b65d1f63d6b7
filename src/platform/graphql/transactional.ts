import type { EntityManager } from '@mikro-orm/postgresql';
import { createMethodMiddlewareDecorator } from 'type-graphql';
import type { Context } from '../context.ts';

/** One mutation, one transaction: commits on return, rolls back on throw, and wakes the feed after the commit. */
export const Transactional = () =>
  createMethodMiddlewareDecorator<Context>(async ({ context }, next) => {
    const result: unknown = await inTransaction(context.em, next);
    context.committed();
    return result;
  });

/** Runs the work in one transaction. */
export async function inTransaction<T>(em: EntityManager, work: () => Promise<T>): Promise<T> {
  await em.begin();
  try {
    await em.execute("set local lock_timeout = '3s'");
    const result = await work();
    await em.commit();
    return result;
  } catch (error) {
    await em.rollback();
    em.clear();
    throw error;
  }
}
