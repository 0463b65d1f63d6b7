import { execSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { underFire } from './run.ts';

const HELP = `npm run bench:fire -- --server postgres://… [--workers 16] [--requests 10000] [--pause 2,6] [--seed 1]

Two processes of the service on one database serve so many workers, who open, accept, decline, fetch, deliver, cancel and hand
over at random; one process at a time is killed (SIGKILL) and started again, --pause seconds after the last start. A call that was
cut is said again with the same key. Ends with 1 when the database shows that a law was broken.`;

const { values } = parseArgs({
  options: {
    server: { type: 'string' },
    workers: { type: 'string', default: '16' },
    requests: { type: 'string', default: '10000' },
    pause: { type: 'string', default: '2,6' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !values.server) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}

const [least, most] = values.pause.split(',').map((seconds) => Number(seconds) * 1000);
const { ledger, ...outcome } = await underFire({
  server: values.server,
  workers: Number(values.workers),
  requests: Number(values.requests),
  pauseMs: [least!, most!],
  seed: Number(values.seed),
});

const many = (operation: string) =>
  ledger.acknowledged.filter((one) => one.operation === operation).length;
const operations = [...new Set(ledger.acknowledged.map(({ operation }) => operation))];
const figures = {
  commit: execSync('git rev-parse --short HEAD').toString().trim(),
  cores: cpus().length,
  database: outcome.database,
  seconds: Math.round(outcome.seconds),
  kills: outcome.kills,
  requests: ledger.opened.length,
  unfinished: outcome.unfinished,
  calls: ledger.calls,
  cuts: ledger.cuts,
  'acknowledged after a cut': ledger.again,
  acknowledged: Object.fromEntries(operations.map((operation) => [operation, many(operation)])),
  refused: Object.fromEntries(ledger.refused),
};
console.table(Object.entries(outcome.broken).map(([law, broken]) => ({ law, broken })));
console.table({
  ...figures,
  ...figures.acknowledged,
  acknowledged: ledger.acknowledged.length,
  refused: '',
});
for (const one of ledger.untyped.slice(0, 10)) console.log(one);
console.log(JSON.stringify({ ...figures, broken: outcome.broken }));
const isBroken = Object.values(outcome.broken).some((times) => times > 0);
process.exitCode = isBroken || outcome.unfinished > 0 ? 1 : 0;
