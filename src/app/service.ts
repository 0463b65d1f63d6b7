import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openAuthenticator } from '../domain/access/authenticator.ts';
import { openAttempts } from '../platform/attempts/attempts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { contextFor, type Platform } from '../platform/context.ts';
import { keysFrom } from '../platform/crypto/keys.ts';
import { openPasswords } from '../platform/crypto/passwords.ts';
import { startEmbedded } from '../platform/database/embedded/start.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openDatabase } from '../platform/database/orm.ts';
import { startFeed, type Feed } from '../platform/feed/feed.ts';
import { serveHealth } from '../platform/http/health.ts';
import { openLive } from '../platform/live/live.ts';
import type { Log } from '../platform/log.ts';
import type { SmsProvider } from '../platform/sms/sms-provider.ts';
import { entities, reactions, timers } from './features.ts';
import { openHttp } from './http.ts';
import { masterKeyOf } from './keys.ts';
import type { Parts } from './parts.ts';
import { buildSchema } from './schema.ts';
import { openSockets } from './sockets.ts';

/** What a service is started with; the tests bring a clock and an SMS provider of their own. */
export interface Start {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly sms: SmsProvider;
  /** Shown on the sign-in page of a demo; empty otherwise. */
  readonly signIns: readonly object[];
  /** Tells the person who waits what is being done. */
  readonly tell: (step: string) => void;
}

export interface Service {
  readonly port: number;
  readonly platform: Platform;
  stop(): Promise<void>;
}

const PAGES = join(import.meta.dirname, '../web');
/** How often the map of riders is told anew. */
const PICTURE_MS = 1_000;

/** The base without its doors: database, migrations, keys. */
export async function openBase({ config, clock, log, sms, tell }: Start) {
  tell('打开数据库 / opening the database');
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: join(config.dataDir, 'database') });
  const databaseUrl = config.databaseUrl ?? embedded!.url;
  tell('更新数据表 / bringing the tables up to date');
  await migrate(databaseUrl);
  const orm = await openDatabase(databaseUrl, entities);
  const tools = {
    keys: keysFrom(masterKeyOf(config)),
    passwords: openPasswords(),
    attempts: openAttempts(),
    sms,
    live: openLive({
      everyMs: PICTURE_MS,
      failed: (err) => log.warn({ err }, 'a live picture could not be read, tries again'),
    }),
  };
  const close = async () => {
    await orm.close(true);
    await embedded?.stop();
  };
  return { platform: { orm, clock, ...tools }, close };
}

/** Starts the whole service: database, feed, HTTP and sockets; `stop` ends them in the opposite order, work first. */
export async function startService(start: Start): Promise<Service> {
  const { config, log, tell } = start;
  const base = await openBase(start);
  const feed = startFeed(base.platform, { reactions, timers, log });
  const platform: Platform = { ...base.platform, committed: feed.committed, follow: feed.follow };
  const parts: Parts = {
    config,
    log,
    platform,
    schema: await buildSchema(),
    authenticate: openAuthenticator(platform).authenticate,
  };
  tell('打开端口 / opening the port');
  const http = await openHttp(parts, PAGES);
  serveHealth(http, vitalsOf(platform, feed));
  const sockets = openSockets(parts, http.server);
  http.get('/demo.json', async (_, reply) =>
    start.signIns.length > 0 ? reply.send(start.signIns) : reply.code(404).send(),
  );
  await http.listen({ port: config.port, host: config.host });
  const { port } = http.server.address() as AddressInfo;
  const stop = async () => {
    await sockets.stop();
    await http.close();
    await feed.stop();
    await base.close();
  };
  return { port, platform, stop };
}

const vitalsOf = (platform: Platform, feed: Feed) => ({
  databaseAnswers: async () =>
    (await contextFor(platform, null).em.execute<unknown[]>('select 1 as ok')).length === 1,
  outboxAgeMs: async () => feed.health().outboxAgeMs,
});
