import { wrap, type EntityManager } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { UseMiddleware, type MiddlewareFn } from 'type-graphql';

/** A property that is read only when it is asked for: of all entities of an answer together. */
export const Lazily = () => UseMiddleware(load);

const load: MiddlewareFn = async ({ root, info }, next) => {
  const value: unknown = await next();
  if (value !== undefined) return value;
  const entity = root as object;
  const { __em: em } = wrap(entity, true);
  return em && loaderOf(em, info.fieldName).load(entity);
};

type Loader = DataLoader<object, unknown>;

const loaders = new WeakMap<EntityManager, Map<string, Loader>>();

function loaderOf(em: EntityManager, property: string): Loader {
  const ofEm = loaders.get(em) ?? new Map<string, Loader>();
  loaders.set(em, ofEm);
  const loader = ofEm.get(property) ?? new DataLoader(readOf(em, property), { cache: false });
  ofEm.set(property, loader);
  return loader;
}

const readOf = (em: EntityManager, property: string) => async (entities: readonly object[]) => {
  await em.populate([...entities], [property as never]);
  return entities.map((entity): unknown => Reflect.get(entity, property));
};
