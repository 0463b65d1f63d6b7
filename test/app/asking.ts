import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** One field of Query, Mutation or Subscription. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly field: GraphQLField<unknown, unknown>;
}

export const operationsOf = (schema: GraphQLSchema): Operation[] =>
  (
    [
      ['query', schema.getQueryType()],
      ['mutation', schema.getMutationType()],
      ['subscription', schema.getSubscriptionType()],
    ] as const
  ).flatMap(([kind, type]) => Object.values(type!.getFields()).map((field) => ({ kind, field })));

/** Where an id may be told to an operation: the names that lead to it. */
export type Place = readonly string[];

/** Every place of type ID in the arguments of an operation; a key of the caller's own is none of ours. */
export const idPlaces = ({ field }: Operation): Place[] =>
  field.args
    .flatMap((arg) => placesIn(arg))
    .filter(([name]) => name !== 'idempotencyKey' && name !== 'key');

function placesIn({ name, type }: GraphQLArgument | GraphQLInputField): Place[] {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields())
      .flatMap(placesIn)
      .map((place) => [name, ...place]);
  return named.name === 'ID' ? [[name]] : [];
}

/** The document that asks an operation for all its scalars, and for those of what it leads to. */
export function documentOf({ kind, field }: Operation): string {
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`);
  const args = field.args.map(({ name }) => `${name}: $${name}`);
  const list = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');
  const type = getNamedType(field.type);
  const fields = isObjectType(type) ? fieldsOf(type, 2) : '';
  return `${kind} ${list(variables)} { ${field.name}${list(args)} ${fields} }`;
}

function fieldsOf(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    return depth > 0 && isObjectType(named) ? [`${field.name} ${fieldsOf(named, depth - 1)}`] : [];
  });
  return `{ ${fields.join(' ')} }`;
}

/** What is told at a place: by the names that lead to it, if the caller has a value, otherwise by its type. */
export type Known = (place: Place, type: string) => unknown;

/** Variables that an operation takes; what is not required and not known is left out. */
export const variablesOf = ({ field }: Operation, known: Known): Record<string, unknown> =>
  Object.fromEntries(field.args.map((arg) => [arg.name, valueFor(arg, [arg.name], known)]));

function valueFor({ type }: { type: GraphQLInputType }, place: Place, known: Known): unknown {
  const named = getNamedType(type);
  const value = known(place, named.name);
  if (value !== undefined) return isListType(getNullableType(type)) ? [value] : value;
  const enters = isInputObjectType(named) && place.length < 3;
  if (!enters) {
    if (!isNonNullType(type)) return undefined;
    if (isListType(getNullableType(type))) return [];
    if (isEnumType(named)) return named.getValues()[0]!.name;
    throw new Error(`no value is known for ${place.join('.')}: ${named.name}`);
  }
  return Object.fromEntries(
    Object.values(named.getFields()).map((inner) => [
      inner.name,
      valueFor(inner, [...place, inner.name], known),
    ]),
  );
}
