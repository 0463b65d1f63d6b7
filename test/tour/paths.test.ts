import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { textOf } from './readme.ts';

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const roots = [...globSync('{*,.ci}/'), ...globSync('src/*/')].map((path) =>
  path.split('/').at(-1)!,
);

/** What stands in backticks and names a file or folder of the repository, from its root or from `src`. */
const pathsIn = (page: string) =>
  [...textOf(page).matchAll(/`([\w.*-]+(?:\/[\w.*-]+)+\/?)`/g)]
    .map(([, path]) => path!)
    .filter((path) => roots.includes(path.split('/')[0]!));

const linksIn = (page: string) =>
  [...textOf(page).matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) =>
    join(dirname(page), path!),
  );

const isThere = (path: string) =>
  existsSync(path) || existsSync(join('src', path)) || globSync(path).length > 0;

test.each(pages)('every path that %s names is there', (page) => {
  expect([...pathsIn(page), ...linksIn(page)].filter((path) => !isThere(path))).toEqual([]);
});
