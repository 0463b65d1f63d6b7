import type { GraphQLSchema } from 'graphql';
import { buildSchema as build } from 'type-graphql';
import { authChecker } from '../domain/access/may.ts';
import { resolvers } from './features.ts';

/** The one schema of the product, made of what `features.ts` lists. */
export const buildSchema = (): Promise<GraphQLSchema> =>
  build({ resolvers, authChecker, validate: { forbidUnknownValues: false }, pubSub: unused });

/** Asked for by the schema builder; every subscription of the product pulls from the feed instead. */
const unused = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('subscriptions pull from the feed');
  },
};
