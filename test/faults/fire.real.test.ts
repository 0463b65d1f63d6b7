import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { underFire } from '../../bench/fire/run.ts';

beforeAll(() => {
  execFileSync('npm', ['run', '-s', 'build:server'], { cwd: join(import.meta.dirname, '../..') });
});

test('of 500 requests, with two processes of the service killed at random, none is lost and none is done twice', async () => {
  const { ledger, kills, unfinished, broken } = await underFire({
    server: process.env.TEST_DATABASE_URL!,
    workers: 4,
    requests: 500,
    pauseMs: [1_000, 2_500],
    seed: 1,
  });
  expect(kills).toBeGreaterThanOrEqual(5);
  expect(ledger.again).toBeGreaterThan(0);
  expect(ledger.opened).toHaveLength(500);
  expect(ledger.untyped).toEqual([]);
  expect(Object.entries(broken).filter(([, times]) => times > 0)).toEqual([]);
  expect(unfinished).toBe(0);
}, 300_000);
