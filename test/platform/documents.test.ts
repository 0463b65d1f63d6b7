import { buildSchema } from 'graphql';
import { openDocuments } from '../../src/platform/graphql/documents.ts';

const schema = buildSchema('type Query { name: String }');

test('a document that was read and found good is the same one again; a bad one is refused each time', () => {
  const read = openDocuments(schema, false);
  const good = read('{ name }');
  expect(good).toMatchObject({ kind: 'Document' });
  expect(read('{ name }')).toBe(good);
  expect(read('{ nam }')).toMatchObject([{ message: 'Cannot query field "nam" on type "Query".' }]);
  expect(read('{ nam }')).toMatchObject([{ message: 'Cannot query field "nam" on type "Query".' }]);
  expect(() => read('{ name')).toThrow('Syntax Error');
});

test('introspection is read only where it is allowed', () => {
  const asked = '{ __schema { types { name } } }';
  expect(openDocuments(schema, true)(asked)).toMatchObject({ kind: 'Document' });
  const disabled = expect.stringContaining('introspection') as string;
  expect(openDocuments(schema, false)(asked)).toMatchObject([
    { message: disabled },
    { message: disabled },
  ]);
});
