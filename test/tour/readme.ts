import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** One step of the tour: what is copied into a shell, and what it says it prints. */
export interface Step {
  readonly script: string;
  readonly printed: string;
}

/** The text of a file of the repository. */
export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The steps of a README: each block of bash, with the block of text right after it, if any. */
export const stepsOf = (file: string): Step[] =>
  [...textOf(file).matchAll(/^```bash\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms)].map(
    ([, script, printed = '']) => ({ script: script!, printed }),
  );

/** What was printed, as the README says it: `…` stands for anything, white space does not matter. */
export const likeness = (printed: string): RegExp =>
  new RegExp(`^${printed.replace(/\s/g, '').split('…').map(escaped).join('.*')}$`, 's');

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
