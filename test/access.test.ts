import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { buildSchema } from '../src/app/schema.ts';
import { roles } from '../src/domain/access/roles.ts';

/** The law: every operation says who may call it, and the whole table is on one page that changes only on purpose. */
const page = join(import.meta.dirname, '../schema/access.md');
const people = Object.keys(roles).filter((role) => role !== 'SYSTEM');
const granted = new Map<string, readonly string[]>(Object.entries(roles));
const mayOf = (role: string): readonly string[] => granted.get(role)!;

interface Operation {
  readonly kind: string;
  readonly name: string;
  readonly permission: string | undefined;
}

function operationsOf(schema: GraphQLSchema): Operation[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  return [
    { kind: 'query', type: schema.getQueryType(), declared: queries },
    { kind: 'mutation', type: schema.getMutationType(), declared: mutations },
    { kind: 'subscription', type: schema.getSubscriptionType(), declared: subscriptions },
  ].flatMap(({ kind, type, declared }) =>
    Object.keys(type?.getFields() ?? {})
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) => ({
        kind,
        name,
        permission: declared.find(({ schemaName }) => schemaName === name)?.roles?.[0],
      })),
  );
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function printed(operations: readonly Operation[]): string {
  const rows = operations.map(({ kind, name, permission = '?' }) => {
    const may = (role: string) => permission === 'anybody' || mayOf(role).includes(permission);
    return row([kind, `\`${name}\``, permission, ...people.map((role) => (may(role) ? '✓' : ''))]);
  });
  const head = ['operation', 'name', 'permission', ...people];
  return [
    '# Who may call what',
    '',
    'Written by `npm run snapshots`. Rows are narrowed further by street office, community and ownership in the database.',
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows,
    '',
  ].join('\n');
}

let operations: Operation[];
beforeAll(async () => {
  operations = operationsOf(await buildSchema());
});

test('every operation says who may call it', () => {
  const silent = operations.filter(({ permission }) => permission === undefined);
  expect(silent).toEqual([]);
});

test('every permission that an operation asks for is somebody’s', () => {
  const known = new Set<string>(['anybody', ...people.flatMap(mayOf)]);
  expect(operations.filter(({ permission }) => !known.has(permission!))).toEqual([]);
});

test('before sign-in there is nothing to call but the door', () => {
  const open = operations.filter(({ permission }) => permission === 'anybody');
  expect(open.map(({ name }) => name)).toEqual([
    'verifyHourCertificate',
    'refresh',
    'requestCode',
    'signIn',
    'signInWithCode',
  ]);
});

test('the table of operations and roles is the reviewed one', () => {
  const table = printed(operations);
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(page, table);
  expect(readFileSync(page, 'utf8')).toBe(table);
});
