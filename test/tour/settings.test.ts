import { readConfig } from '../../src/platform/config.ts';
import { textOf } from './readme.ts';

/** The rows of the table of settings: variable and default. */
const rowsOf = (file: string) =>
  [...textOf(file).matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\|/gm)].map(
    ([, name, otherwise = '']) => [name!, otherwise] as const,
  );

function variablesRead(): string[] {
  const read = new Set<string>();
  readConfig(new Proxy({}, { get: (_, name) => void read.add(String(name)) }));
  return [...read].toSorted();
}

test.each(['README.md', 'README.zh-CN.md'])('%s tells every setting and its default', (file) => {
  const rows = rowsOf(file);
  expect(rows.map(([name]) => name).toSorted()).toEqual(variablesRead());
  expect(readConfig(Object.fromEntries(rows))).toEqual(readConfig({}));
});
