import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Answer, Request } from './messages.ts';

const LONGEST_STOP_MS = 10_000;

/** The child runs as it lies here: compiled, or as TypeScript under the tests. Of the environment it needs nothing. */
export function beginChild(): ChildProcess {
  const extension = extname(import.meta.filename);
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  return fork(join(import.meta.dirname, `child${extension}`), [], {
    execArgv: extension === '.ts' ? flags : [],
    env: {},
  });
}

/** Asks one thing; throws with the child's reason when it fails, or when the child ends. */
export async function askChild(child: ChildProcess, request: Request): Promise<Answer> {
  if (!child.connected) throw new Error('the embedded database has ended');
  const heard = new AbortController();
  const { signal } = heard;
  const answered = Promise.race([
    once(child, 'message', { signal }).then(([answer]: Answer[]) => answer!),
    once(child, 'exit', { signal }).then(([code, killer]) => {
      throw new Error(`the embedded database ended with ${code ?? killer}`);
    }),
  ]);
  try {
    child.send(request, () => undefined);
    const answer = await answered;
    if (answer.type === 'FAILED') throw new CannotOpen(answer.reason);
    return answer;
  } finally {
    heard.abort();
  }
}

/** Lets the child finish the statement under way and close its files. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await gone;
  clearTimeout(force);
}

/** Why the database did not open, in a sentence for whoever started it. */
export class CannotOpen extends Error {}
