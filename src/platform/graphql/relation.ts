import { Collection, Reference } from '@mikro-orm/core';
import { Field, UseMiddleware, type MiddlewareFn } from 'type-graphql';

/** Resolves a reference or collection through the operation's dataloader. */
const load: MiddlewareFn = async (_, next) => {
  const value: unknown = await next();
  if (Reference.isReference(value)) return value.load();
  if (value instanceof Collection) return value.loadItems();
  return value;
};

/** Exposes a relation in GraphQL. Batched: a list of N parents costs one query, not N. */
export function Relation(
  type: () => Function | [Function],
  options: { nullable?: boolean; description?: string } = {},
): PropertyDecorator {
  return (target, key) => {
    Field(type as never, options)(target, key);
    UseMiddleware(load)(target, key as string);
  };
}
