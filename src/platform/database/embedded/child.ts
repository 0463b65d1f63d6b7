import { randomBytes } from 'node:crypto';
import type { PGlite } from '@electric-sql/pglite';
import { Backend } from './backend.ts';
import { Bridge } from './bridge.ts';
import { reasonOf } from './failure.ts';
import type { Answer, Order, Request } from './messages.ts';
import { openPglite } from './open.ts';
import { saveDatabase } from './template.ts';

const tell = (answer: Answer) => process.send?.(answer);

// A terminal or a service manager signals the whole group: the database outlives its user, which then disconnects.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

try {
  const order: Order = JSON.parse(process.argv[2]!);
  await serve(order);
} catch (error) {
  tell({ type: 'FAILED', reason: reasonOf(error) });
  process.exitCode = 1;
  process.disconnect?.();
}

function endBeforeReady(): never {
  process.exit(0);
}

async function serve(order: Order): Promise<void> {
  process.once('disconnect', endBeforeReady);
  const db = await openPglite(order);
  const password = randomBytes(16).toString('hex');
  const { lockWaitMs } = order;
  const bridge = new Bridge({ backend: new Backend(db), password, lockWaitMs });
  const port = await bridge.listen(order.port);
  process.off('disconnect', endBeforeReady);
  process.once('disconnect', () => void end(bridge, db));
  if (!process.connected) process.exit(0);
  process.on('message', (request: Request) => void answer(request, { bridge, db }));
  setInterval(() => void bridge.tidy(), order.tidyEveryMs);
  tell({ type: 'READY', url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
}

async function answer({ file }: Request, { bridge, db }: { bridge: Bridge; db: PGlite }) {
  try {
    await bridge.exclusively(async () => saveDatabase(db, file));
    tell({ type: 'SAVED' });
  } catch (error) {
    tell({ type: 'FAILED', reason: reasonOf(error) });
  }
}

async function end(bridge: Bridge, db: PGlite): Promise<void> {
  await bridge.close();
  await db.close();
  process.exit(0);
}
