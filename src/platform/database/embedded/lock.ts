import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf } from './failure.ts';

/**
 * Claims a data directory for this process until it ends, by a file beside it; throws when another living process has it.
 * PGlite itself takes no lock, and two processes on one directory destroy it.
 */
export function lockDirectory(dataDir: string): void {
  const file = `${dataDir}.pid`;
  const own = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(own, mark(process.pid));
  try {
    while (!claim(own, file)) removeStale(file, dataDir);
    process.once('exit', () => rmSync(file, { force: true }));
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link appears whole or not at all, unlike a file that is created and then written. */
function claim(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(file: string, dataDir: string): void {
  const found = readIfThere(file);
  if (found === undefined) return;
  const pid = Number(found.split(' ')[0]);
  if (found === mark(pid) && isAlive(pid)) throw new DirectoryInUse(dataDir, pid);
  takeAway(file, found);
}

/** Two processes may judge the same file: whoever moved a newer one away puts it back. */
function takeAway(file: string, stale: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== stale) claim(aside, file);
  rmSync(aside);
}

export class DirectoryInUse extends Error {
  constructor(dataDir: string, pid: number) {
    super(`数据目录 ${dataDir} 正被进程 ${pid} 使用 / data directory in use by process ${pid}`);
  }
}

/** A process and when it started: numbers come again, after a restart of a container at once. */
const mark = (pid: number): string => `${pid} ${startOf(pid)}`;

const startOf = (pid: number): string => {
  const [, afterName] = (readIfThere(`/proc/${pid}/stat`) ?? '').split(/\) (?=[^)]*$)/);
  return afterName?.split(' ')[19] ?? '';
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};
