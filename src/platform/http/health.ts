import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What tells whether the service can work: it is not leaving, the database answers, and events do not pile up. */
export interface Vitals {
  leaving(): boolean;
  databaseAnswers(): Promise<boolean>;
  /** Age of the oldest event that no reader can see yet, in milliseconds. */
  outboxAgeMs(): Promise<number>;
}

const LAG_LIMIT_MS = 1_000;
const OUTBOX_LIMIT_MS = 5_000;
const NANOSECONDS = 1e6;

/** Serves `/livez` (the loop turns), `/readyz` (it can work) and `/metrics` (Prometheus). */
export function serveHealth(server: FastifyInstance, vitals: Vitals): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const registry = metricsOf(server, vitals);

  server.get('/livez', async (_, reply) => {
    const lagMs = delay.percentile(50) / NANOSECONDS;
    delay.reset();
    return reply.code(lagMs < LAG_LIMIT_MS ? 200 : 503).send({ lagMs: Math.round(lagMs) });
  });

  server.get('/readyz', async (_, reply) => {
    const database = await vitals.databaseAnswers().catch(() => false);
    const outboxAgeMs = database ? await vitals.outboxAgeMs() : Number.POSITIVE_INFINITY;
    const ready = !vitals.leaving() && database && outboxAgeMs < OUTBOX_LIMIT_MS;
    return reply.code(ready ? 200 : 503).send({ database, outboxAgeMs });
  });

  server.get('/metrics', async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  server.addHook('onClose', async () => delay.disable());
}

function metricsOf(server: FastifyInstance, vitals: Vitals): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  server.addHook('onResponse', async ({ routeOptions: { url = 'none' } }, reply) =>
    seconds.observe({ route: url, status: reply.statusCode }, reply.elapsedTime / 1000),
  );
  registry.registerMetric(
    new Gauge({
      name: 'outbox_age_ms',
      help: 'Age of the oldest event that no reader can see yet',
      registers: [],
      async collect() {
        this.set(await vitals.outboxAgeMs().catch(() => Number.NaN));
      },
    }),
  );
  return registry;
}
