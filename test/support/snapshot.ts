import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../schema');

/** Compares a text with the reviewed one in `schema/`; `npm run snapshots` writes it anew. */
export function expectReviewed(file: string, text: string): void {
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(join(folder, file), text);
  expect(readFileSync(join(folder, file), 'utf8')).toBe(text);
}
