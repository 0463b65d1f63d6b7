import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A part of the service in an operating system process of its own, which can be killed and started again. */
export interface Victim {
  readonly start: () => Promise<void>;
  /** SIGKILL: no goodbye, no cleaning up. */
  readonly kill: () => Promise<void>;
}

export function victim(script: string, ...args: string[]): Victim {
  let child: ChildProcess | undefined;
  return {
    async start() {
      child = fork(join(import.meta.dirname, script), args, {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        env: { PATH: process.env.PATH },
      });
      await once(child, 'message');
    },
    async kill() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      child = undefined;
    },
  };
}
