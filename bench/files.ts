import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { unusable } from './unusable.ts';

/** One line that says something, and where it stands. */
export interface Line {
  readonly text: string;
  readonly at: number;
}

/** The lines of a file, whatever ends them; empty ones are left out. */
export function linesOf(file: string): Line[] {
  return textOf(file)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ text, at: index + 1 }))
    .filter(({ text }) => text.trim() !== '');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return unusable(
      `读不了文件 ${file}（${codeOf(error)}）`,
      `cannot read the file ${file} (${codeOf(error)})`,
    );
  }
}

/** A sentence about one line of a file. */
export function refuseLine(file: string, at: number, [zh, en]: readonly [string, string]): never {
  return unusable(`${file} 第 ${at} 行：${zh}`, `${file}, line ${at}: ${en}`);
}

/** What a folder holds by name, links followed. */
export function listFolder(folder: string): { name: string; isFolder: boolean }[] {
  const found = findStats(folder);
  if (!found) return unusable(`没有文件夹 ${folder}`, `there is no folder ${folder}`);
  if (!found.isDirectory()) return unusable(`${folder} 不是文件夹`, `${folder} is not a folder`);
  try {
    return readdirSync(folder)
      .toSorted()
      .flatMap((name) => {
        const one = findStats(join(folder, name));
        return one?.isFile() || one?.isDirectory() ? [{ name, isFolder: one.isDirectory() }] : [];
      });
  } catch (error) {
    return unusable(
      `读不了文件夹 ${folder}（${codeOf(error)}）`,
      `cannot read the folder ${folder} (${codeOf(error)})`,
    );
  }
}

export const isFile = (file: string): boolean => findStats(file)?.isFile() ?? false;

function findStats(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Makes the folder unless it is there, before anything is reckoned that is to be written to it. */
export function makeFolder(folder: string): void {
  tryToWrite(folder, () => {
    makeWith(folder);
    accessSync(folder, constants.W_OK);
  });
}

/** Not `recursive`: below a place where nothing can be made, as /proc, that never ends. */
function makeWith(folder: string): void {
  if (findStats(folder)?.isDirectory()) return;
  makeWith(dirname(folder));
  mkdirSync(folder);
}

/** Writes, or says that it cannot be done. */
export function tryToWrite(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    unusable(`写不了 ${path}（${codeOf(error)}）`, `cannot write ${path} (${codeOf(error)})`);
  }
}

const codeOf = (error: unknown): string =>
  (error as { code?: string }).code ?? (error instanceof Error ? error.message : String(error));
