import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '../../src/app/service.ts';
import { startDemo } from '../../src/demo/demo.ts';
import { demoSignIns } from '../../src/demo/sign-ins.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { openLog } from '../../src/platform/log.ts';
import { testDatabase } from '../support/database.ts';
import { CollectedSms } from '../support/tools.ts';
import { likeness, stepsOf } from './readme.ts';
import { runInBash } from './shell.ts';

const steps = stepsOf('README.md');
let printed: string[] = [];

/** The service as `npm start` starts it, with its demo, on the test's database. */
async function startWithDemo() {
  const dataDir = mkdtempSync(join(tmpdir(), 'red-bridge-tour-'));
  const { url } = await testDatabase();
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  });
  const parts = { config, log: openLog(config.logLevel), tell: () => undefined };
  const sms = new CollectedSms();
  const service = await startService({ ...parts, clock: systemClock, sms, signIns: demoSignIns });
  const demo = await startDemo(service.platform, parts);
  return {
    address: `http://127.0.0.1:${service.port}`,
    async stop() {
      await demo.stop();
      await service.stop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

beforeAll(async () => {
  const { address, stop } = await startWithDemo();
  try {
    printed = await runInBash(
      steps.map(({ script }) => script.replaceAll('http://localhost:4000', address)),
    );
  } finally {
    await stop();
  }
}, 180_000);

test.each(steps.map(({ script }, index) => [script.trim().split('\n')[0]!.slice(0, 70), index]))(
  '%s',
  (_, index) => {
    const { printed: promised } = steps[index]!;
    expect(printed[index]?.replace(/\s/g, '')).toMatch(likeness(promised));
  },
);

test('the Chinese page has the same tour', () => {
  expect(stepsOf('README.zh-CN.md')).toEqual(steps);
  expect(steps.length).toBeGreaterThan(10);
});
