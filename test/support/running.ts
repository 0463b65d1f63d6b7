import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '../../src/app/service.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openLog } from '../../src/platform/log.ts';
import { testDatabase } from './database.ts';
import { CollectedSms } from './tools.ts';

/** Ten in the morning in Nanjing. */
const MORNING = new Date('2026-03-02T02:00:00Z');

interface Wishes {
  /** Environment variables beside those of a test. */
  readonly env?: Record<string, string>;
  readonly signIns?: readonly object[];
  /** Another way to the database. */
  readonly through?: (url: string) => Promise<string>;
}

/** The whole service as `main.ts` starts it, on a free port and this worker's database, emptied. Its clock stands still. */
export async function startRunning({ env = {}, signIns = [], through }: Wishes = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'red-bridge-running-'));
  const { url } = await testDatabase();
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: through ? await through(url) : url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...env,
  });
  const clock = new ManualClock(MORNING);
  const sms = new CollectedSms();
  const logged: string[] = [];
  const log = openLog(config.logLevel, { write: (line: string) => void logged.push(line) });
  const service = await startService({ config, clock, sms, log, signIns, tell: () => undefined });
  const stop = once(async () => {
    await service.stop();
    rmSync(dataDir, { recursive: true });
  });
  return {
    platform: service.platform,
    clock,
    sms,
    logged,
    stop,
    address: `http://127.0.0.1:${service.port}`,
    socketAddress: `ws://127.0.0.1:${service.port}/graphql`,
  };
}

export type Running = Awaited<ReturnType<typeof startRunning>>;

/** A test may stop the service itself; what comes after the tests does it again without harm. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
