import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { openAuthenticator } from '../domain/access/authenticator.ts';
import { startSending } from '../domain/messaging/sender.ts';
import { contextFor, type Platform } from '../platform/context.ts';
import { startFeed, type Feed } from '../platform/feed/feed.ts';
import { serveHealth } from '../platform/http/health.ts';
import { openBase, type Bare } from './base.ts';
import { reactions, timers } from './features.ts';
import { openHttp } from './http.ts';
import type { Parts } from './parts.ts';
import { buildSchema } from './schema.ts';
import { openSockets } from './sockets.ts';

/** What a service is started with. */
export interface Start extends Bare {
  /** Shown on the sign-in page of a demo; empty otherwise. */
  readonly signIns: readonly object[];
}

export interface Service {
  readonly port: number;
  readonly platform: Platform;
  stop(): Promise<void>;
}

/** How long a stopping service still lets callers in, who were on their way or have not yet heard of it. */
const LEAVING_MS = 500;
/** How long what is under way may take after that. */
const ANSWERING_MS = 3_000;
const PAGES = join(import.meta.dirname, '../pages');

/** Starts the whole service: database, feed, HTTP and sockets; `stop` ends them in the opposite order, work first. */
export async function startService(start: Start): Promise<Service> {
  const { config, log, tell } = start;
  const base = await openBase(start);
  const feed = startFeed(base.platform, { reactions, timers, log });
  const platform: Platform = { ...base.platform, committed: feed.committed, follow: feed.follow };
  const sending = startSending(platform, log);
  const parts: Parts = {
    config,
    log,
    platform,
    schema: await buildSchema(),
    authenticate: openAuthenticator(platform).authenticate,
  };
  tell('打开端口 / opening the port');
  const leaving = new AbortController();
  const http = await openHttp(parts, { pages: PAGES, leaving: leaving.signal });
  serveHealth(http, vitalsOf(platform, feed, leaving.signal));
  const sockets = openSockets(parts, http.server);
  http.get('/demo.json', async (_, reply) =>
    start.signIns.length > 0 ? reply.send(start.signIns) : reply.code(404).send(),
  );
  await http.listen({ port: config.port, host: config.host });
  const { port } = http.server.address() as AddressInfo;
  const stop = async () => {
    leaving.abort();
    await Promise.all([sockets.stop(), wait(LEAVING_MS)]);
    await closeHttp(http);
    await sending.stop();
    await feed.stop();
    await base.close();
  };
  return { port, platform, stop };
}

/** Waits for what is under way; a connection that never asks anything is cut off. */
async function closeHttp(http: FastifyInstance): Promise<void> {
  const silent = setTimeout(() => http.server.closeAllConnections(), ANSWERING_MS);
  await http.close();
  clearTimeout(silent);
}

const vitalsOf = (platform: Platform, feed: Feed, leaving: AbortSignal) => ({
  leaving: () => leaving.aborted,
  databaseAnswers: async () =>
    (await contextFor(platform, null).em.execute<unknown[]>('select 1 as ok')).length === 1,
  outboxAgeMs: async () => feed.health().outboxAgeMs,
});
