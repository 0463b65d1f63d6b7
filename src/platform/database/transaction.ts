import type { EntityManager } from '@mikro-orm/postgresql';

/** Runs the work in one transaction of this entity manager: commits when it returns, rolls back when it throws. */
export async function inTransaction<T>(em: EntityManager, work: () => Promise<T>): Promise<T> {
  await em.begin();
  try {
    const result = await work();
    await em.commit();
    return result;
  } catch (error) {
    await em.rollback();
    em.clear();
    throw error;
  }
}
