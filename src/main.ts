import 'reflect-metadata';
import { startService } from './app/service.ts';
import { startDemo } from './demo/demo.ts';
import { demoSignIns } from './demo/sign-ins.ts';
import { systemClock } from './platform/clock.ts';
import { InvalidConfig, readConfig } from './platform/config.ts';
import { CannotOpen } from './platform/database/embedded/child-process.ts';
import { openLog } from './platform/log.ts';
import { consoleSms } from './platform/sms/console-sms.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const tell = (step: string) => say(`[${(performance.now() / 1000).toFixed(1)} s] ${step}`);

/** A stop that takes longer than this is ended by force. */
const PATIENCE_MS = 9_000;

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const signIns = config.demo ? demoSignIns : [];
  const service = await startService({
    config,
    log,
    tell,
    signIns,
    clock: systemClock,
    sms: consoleSms((line) => process.stdout.write(line)),
  });
  const demo = config.demo ? await startDemo(service.platform, { config, log, tell }) : undefined;
  announce(service.port, signIns);
  stopOnSignal(async () => {
    await demo?.stop();
    await service.stop();
  });
}

function announce(port: number, signIns: typeof demoSignIns): void {
  say(`
红桥已启动 / Red Bridge is running
  调度台 console   http://localhost:${port}/
  接口 GraphQL     http://localhost:${port}/graphql   (HTTP, WebSocket)
  状态 health      http://localhost:${port}/readyz    /metrics`);
  if (signIns.length > 0) say('\n演示账号 / demo sign-ins (虚构人物 / invented people)');
  for (const { role, login, password } of signIns)
    say(`  ${role.padEnd(16)} ${login.padEnd(20)} ${password}`);
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    tell('正在停止 / stopping');
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    await stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

start().catch((error: unknown) => {
  if (error instanceof InvalidConfig || error instanceof CannotOpen) say(error.message);
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
