import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { malformed, unavailable } from '../database/failures.ts';
import { Refusal } from '../errors.ts';
import type { Log } from '../log.ts';
import { INTERNAL, INVALID_INPUT, INVALID_QUERY, NOT_FOUND, TRY_AGAIN } from './sentences.ts';

/**
 * What an error says outside: refusals keep their code and both sentences; a badly formed question says what is wrong
 * with it; a database that is away asks to try again; all else is INTERNAL with a reference number that the log knows.
 */
export function mask(error: unknown, log: Log): GraphQLFormattedError {
  const wrapped = error instanceof GraphQLError ? error : undefined;
  const cause = causeOf(error);
  const { code, text, facts } = sayable(cause, wrapped) ?? hidden(cause, log);
  return {
    message: text.zh,
    ...(wrapped?.locations && { locations: wrapped.locations }),
    ...(wrapped?.path && { path: wrapped.path }),
    extensions: { code, zh: text.zh, en: text.en, ...(facts && { facts }) },
  };
}

/** Masks every error of a result, for the transports. */
export const maskResult = (result: ExecutionResult, log: Log): ExecutionResult =>
  result.errors
    ? { ...result, errors: result.errors.map((error) => maskedError(error, log)) }
    : result;

function maskedError(error: unknown, log: Log): GraphQLError {
  const { message, extensions } = mask(error, log);
  const { nodes, path } = error instanceof GraphQLError ? error : {};
  return new GraphQLError(message, { nodes, path, extensions });
}

function sayable(cause: unknown, wrapped: GraphQLError | undefined): Refusal | undefined {
  if (cause instanceof Refusal) return cause;
  if (cause instanceof ArgumentValidationError) return INVALID_INPUT(constraintsOf(cause));
  if (malformed(cause)) return NOT_FOUND();
  if (unavailable(cause)) return TRY_AGAIN();
  if (wrapped && !wrapped.originalError) return fromGraphQL(wrapped);
  return undefined;
}

/** Errors of GraphQL itself (syntax, validation, coercion) speak of the question only, never of data. */
function fromGraphQL(error: GraphQLError): Refusal | undefined {
  if (typeof error.extensions.zh === 'string')
    return new Refusal(
      String(error.extensions.code),
      { zh: error.extensions.zh, en: String(error.extensions.en) },
      error.extensions.facts as never,
    );
  const { code: named } = error.extensions;
  const code = typeof named === 'string' ? named : 'GRAPHQL_VALIDATION_FAILED';
  return code === 'INTERNAL_SERVER_ERROR' ? undefined : INVALID_QUERY(code, error.message);
}

function hidden(cause: unknown, log: Log): Refusal {
  const reference = crypto.randomUUID().slice(0, 8);
  log.error({ reference, err: cause }, 'unexpected error');
  return INTERNAL(reference);
}

function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

const constraintsOf = ({ extensions }: ArgumentValidationError): string =>
  extensions.validationErrors
    .flatMap(({ property, constraints }) => Object.values(constraints ?? { [property]: property }))
    .join('; ');
