import type { GraphQLSchema } from 'graphql';
import { buildSchema } from '../../src/app/schema.ts';

let built: Promise<GraphQLSchema> | undefined;

/** Everything the product can be asked; put together once for all tests of a file. */
export const wholeSchema = (): Promise<GraphQLSchema> => (built ??= buildSchema());
