import * as fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';
import type { Operation } from './asking.ts';
import { scalarOf } from './hostile.ts';

export interface Question {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** Any question that the schema allows about an operation, with values of every kind: right, wrong and hostile. */
export function questionOf(
  { kind, field: { name, args, type } }: Operation,
  ids: readonly string[],
): fc.Arbitrary<Question> {
  const told = fc.record(Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, ids)])));
  const declared = listed(args.map((arg) => `$${arg.name}: ${String(arg.type)}`));
  const passed = listed(args.map((arg) => `${arg.name}: $${arg.name}`));
  return fc.tuple(told, fieldsOf(type, 4)).map(([variables, fields]) => ({
    document: `${kind} ${declared} { ${name}${passed} ${fields} }`,
    variables,
  }));
}

const listed = (parts: string[]) => (parts.length > 0 ? `(${parts.join(', ')})` : '');

/** Some of the fields of a type, down to a depth; a type of which nothing else is taken says its name. */
function fieldsOf(type: GraphQLOutputType, depth: number): fc.Arbitrary<string> {
  const named = getNamedType(type);
  if (!isObjectType(named)) return fc.constant('');
  const fields = Object.values(named.getFields()).filter(
    (field) => depth > 0 || isLeafType(getNamedType(field.type)),
  );
  const maxLength = Math.min(fields.length, depth > 2 ? 8 : 3);
  return fc
    .subarray(fields, { maxLength })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((field) =>
          fieldsOf(field.type, depth - 1).map((inner) => `${field.name} ${inner}`),
        ),
      ),
    )
    .map((parts) => `{ __typename ${parts.join(' ')} }`);
}

function valueOf(type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const bare = getNullableType(type);
  const value = isListType(bare)
    ? fc.array(valueOf(bare.ofType, ids), { maxLength: 3 })
    : namedValue(bare, ids);
  return isNonNullType(type) ? value : fc.option(value, { nil: undefined, freq: 2 });
}

function namedValue(type: GraphQLInputType, ids: readonly string[]): fc.Arbitrary<unknown> {
  const named = getNamedType(type);
  if (isEnumType(named)) return fc.constantFrom(...named.getValues().map(({ name }) => name));
  if (!isInputObjectType(named)) return scalarOf(named.name, ids);
  const fields = Object.values(named.getFields());
  return fc.record(
    Object.fromEntries(fields.map((field) => [field.name, valueOf(field.type, ids)])),
  );
}
