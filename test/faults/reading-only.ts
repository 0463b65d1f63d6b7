import { pino } from 'pino';
import { contextFor, type Platform } from '../../src/platform/context.ts';
import type { Feed } from '../../src/platform/feed/feed.ts';
import { follow } from '../../src/platform/feed/follow.ts';
import { readHeads } from '../../src/platform/feed/inbox.ts';
import { startReader } from '../../src/platform/feed/reader.ts';
import { startListening } from '../../src/platform/feed/wake.ts';

/** The readers' half of the feed: here nothing is numbered, so all depends on another process doing it. */
export function readOnly(platform: Platform): Pick<Feed, 'follow' | 'stop'> {
  const log = pino({ level: 'silent' });
  const stopping = new AbortController();
  const reader = startReader(platform, log);
  const wake = startListening(platform.orm, reader.nudge, log);
  const source = {
    reader,
    followers: new Set<AbortSignal>(),
    heartbeatMs: 1_000,
    headOf: async (inbox: Parameters<typeof readHeads>[1][number]) =>
      (await readHeads(contextFor(platform, null).em, [inbox]))[0],
  };
  return {
    follow: (following) => follow(source, following, stopping.signal),
    async stop() {
      stopping.abort();
      await Promise.all([wake.stop(), reader.stop()]);
    },
  };
}
