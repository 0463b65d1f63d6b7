import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { malformed, unavailable } from '../database/failures.ts';
import { Refusal, type Facts } from '../errors.ts';
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

/** The masked result of an execution, whether it answers or throws. */
export async function maskedResult(
  log: Log,
  work: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  try {
    return maskResult(await work(), log);
  } catch (error) {
    return maskResult({ errors: [error as GraphQLError] }, log);
  }
}

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
  if (cause instanceof GraphQLError && wrapped) return fromGraphQL(cause, wrapped);
  return undefined;
}

/**
 * Errors of GraphQL itself (syntax, validation, coercion) speak of the question only; a value of ours that does not fit its
 * type has a place in the answer, and is not told. Apollo wraps them and names the code outside.
 */
function fromGraphQL(cause: GraphQLError, wrapped: GraphQLError): Refusal | undefined {
  const { zh, en, facts } = cause.extensions;
  const { code: named = cause.extensions.code } = wrapped.extensions;
  const code = typeof named === 'string' ? named : 'GRAPHQL_VALIDATION_FAILED';
  if (typeof zh === 'string')
    return new Refusal(code, { zh, en: String(en) }, facts as Facts | undefined);
  const ofAnswer = wrapped.path && cause.message.includes('cannot represent');
  if (ofAnswer || code === 'INTERNAL_SERVER_ERROR') return undefined;
  return INVALID_QUERY(code, cause.message);
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
