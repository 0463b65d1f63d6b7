import type { PGlite } from '@electric-sql/pglite';
import { Bridge } from './bridge.ts';
import { reasonOf } from './failure.ts';
import type { Answer, Order, Request } from './messages.ts';
import { openPglite } from './open.ts';
import { saveDatabase } from './template.ts';

interface Opened {
  readonly db: PGlite;
  readonly bridge: Bridge;
}

let opened: Opened | undefined;

const tell = (answer: Answer) => process.connected && process.send!(answer);

// A terminal or a service manager signals the whole group: the database outlives its user, which then disconnects.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.once('disconnect', () => void end());
process.on('message', (request: Request) => void answer(request));

async function answer(request: Request): Promise<void> {
  try {
    if (request.type === 'OPEN') await open(request.order);
    else await save(request.file);
  } catch (error) {
    tell({ type: 'FAILED', reason: reasonOf(error) });
    if (!opened) process.exitCode = 1;
    if (!opened) process.disconnect?.();
  }
}

async function open(order: Order): Promise<void> {
  const db = await openPglite(order);
  const bridge = new Bridge({ ...order, db });
  const port = await bridge.listen(order.port);
  opened = { db, bridge };
  setInterval(() => void bridge.tidy(), order.tidyEveryMs);
  tell({ type: 'OPENED', port });
}

async function save(file: string): Promise<void> {
  const { bridge, db } = opened!;
  await bridge.exclusively(async () => saveDatabase(db, file));
  tell({ type: 'SAVED' });
}

async function end(): Promise<void> {
  await opened?.bridge.close();
  await opened?.db.close();
  process.exit();
}
