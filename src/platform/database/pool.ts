import type { Pool, PoolClient } from 'pg';

/**
 * Gives a connection that died in use back to the pool, which forgets it. Kysely 0.29 does so only after a rollback has
 * succeeded, and on a dead connection none can: each transaction cut off by a restart would cost a place in the pool.
 */
export function forgetTheDead(pool: Pool): void {
  const inUse = new Set<PoolClient>();
  pool.on('acquire', (client) => {
    inUse.add(client);
    // The pool makes `release` anew after it has said so. One whose life is over it takes itself, and lets go at once.
    queueMicrotask(() => {
      if (inUse.has(client)) releaseOnceAtEnd(client);
    });
  });
  pool.on('release', (_, client) => inUse.delete(client));
}

function releaseOnceAtEnd(client: PoolClient): void {
  const release = client.release.bind(client);
  let held = true;
  const letGo = (error?: Error | boolean) => {
    if (!held) return;
    held = false;
    client.removeListener('end', died);
    release(error);
  };
  const died = () => letGo(true);
  client.once('end', died);
  client.release = letGo;
}
