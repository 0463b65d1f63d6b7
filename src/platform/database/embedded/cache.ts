import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './failure.ts';

const root = join(import.meta.dirname, '../../../..');
const PACKAGES = ['@electric-sql/pglite', '@electric-sql/pglite-postgis'] as const;
const UNWRITABLE = new Set<unknown>(['EACCES', 'EPERM', 'EROFS']);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Where something is kept that only makes the next start faster, apart for each version of what it is made from. */
export function cacheFile(name: string): string {
  const { dependencies }: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const versions = PACKAGES.map((each) => dependencies[each]).join('-');
  return join(root, `node_modules/.cache/red-bridge/${name}-${versions}.tar.gz`);
}

/** Writes a file that appears whole or not at all. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
}

/** Whether something failed because the installation is read-only. */
export const isUnwritable = (error: unknown): boolean => UNWRITABLE.has(codeOf(error));
