import type { EntityManager } from '@mikro-orm/postgresql';

/** Runs the work in one transaction of this entity manager: commits when it returns, rolls back when it throws. */
export async function inTransaction<T>(em: EntityManager, work: () => Promise<T>): Promise<T> {
  await em.begin();
  try {
    const result = await work();
    await em.commit();
    return result;
  } catch (error) {
    // On a dead connection the rollback fails too; why the work failed is what the caller needs.
    await em.rollback().catch(() => {});
    em.clear();
    throw error;
  }
}
