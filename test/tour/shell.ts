import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');
const BEGINS = '\u001e';

/** Runs scripts one after another in one bash, in the folder of the project; what each printed, up to the first that failed. */
export async function runInBash(scripts: readonly string[]): Promise<string[]> {
  const shell = spawn('bash', ['-e', '-o', 'pipefail'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(shell, 'exit');
  shell.stdin.end(scripts.map((script) => `printf '${BEGINS}'\n${script}`).join(''));
  const printed = await text(shell.stdout);
  const [code] = (await ended) as [number | null];
  const steps = printed.split(BEGINS).slice(1);
  return code === 0 ? steps : steps.slice(0, -1);
}
