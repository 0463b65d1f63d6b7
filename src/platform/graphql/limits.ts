import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  GraphQLError,
  Kind,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';

/** Longest document that is read at all. */
export const MAX_TOKENS = 2_000;

/** A mutation is one transaction, therefore a document holds one: several are several calls. */
const oneMutation: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const [, second] = node.selectionSet.selections;
    const named = node.selectionSet.selections.every(({ kind }) => kind === Kind.FIELD);
    if (node.operation === 'mutation' && (second || !named))
      context.reportError(new GraphQLError('A document holds one mutation.', { nodes: node }));
  },
});

const { validationRules } = new ApolloArmor({
  maxDepth: { n: 10 },
  maxAliases: { n: 15 },
  maxDirectives: { n: 20 },
  costLimit: { maxCost: 5_000 },
  maxTokens: { enabled: false },
  blockFieldSuggestion: { enabled: false },
}).protect();

/** The limits both transports hold a document to, beside the rules of GraphQL itself. */
export const limits: readonly ValidationRule[] = [
  oneMutation,
  ...(validationRules as readonly ValidationRule[]),
];

export const validateWithin: typeof validate = (schema, document) =>
  validate(schema, document, [...specifiedRules, ...limits]);

/** As Apollo does for HTTP when the schema is not to be known: no introspection, and no names to choose from in an error. */
export const validateUnseen = (
  schema: GraphQLSchema,
  document: DocumentNode,
): readonly GraphQLError[] =>
  validate(schema, document, [...specifiedRules, ...limits, NoSchemaIntrospectionCustomRule]).map(
    ({ message, nodes }) =>
      new GraphQLError(message.replace(/ ?Did you mean.+?\?$/, ''), { nodes }),
  );
