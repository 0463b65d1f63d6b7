import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../src/app/schema.ts';
import { expectReviewed } from './support/snapshot.ts';

test('the API is the one that was reviewed', async () => {
  const schema = lexicographicSortSchema(await buildSchema());
  expectReviewed('schema.graphql', `${printSchema(schema)}\n`);
});
