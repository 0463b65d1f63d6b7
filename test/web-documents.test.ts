import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { limits } from '../src/platform/graphql/limits.ts';

const web = join(import.meta.dirname, '../src/web');
const files = readdirSync(web, { recursive: true, encoding: 'utf8' });
const schema = buildSchema(
  readFileSync(join(import.meta.dirname, '../schema/schema.graphql'), 'utf8'),
);

const documents: [name: string, text: string][] = [];
for (const file of files.filter((name) => /documents\/[^/]+\.ts$/.test(name))) {
  const exported: Record<string, unknown> = await import(join(web, file));
  for (const [name, text] of Object.entries(exported))
    if (typeof text === 'string') documents.push([`${file} ${name}`, text]);
}

describe('what the pages ask of the service', () => {
  it('is found', () => expect(documents.length).toBeGreaterThan(10));

  it.each(documents)('%s fits the published schema and its limits', (_name, text) => {
    const errors = validate(schema, parse(text), [...specifiedRules, ...limits]);
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  it('lies in documents folders only', () => {
    const elsewhere = files.filter(
      (name) =>
        /\.tsx?$/.test(name) &&
        !/documents\/[^/]+\.ts$/.test(name) &&
        /\bgql\(|\bgql</.test(readFileSync(join(web, name), 'utf8')),
    );
    expect(elsewhere).toEqual([]);
  });
});
