import { parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { contextFor, type Actor, type Platform } from '../../src/platform/context.ts';
import { execute } from '../../src/platform/graphql/execute.ts';
import { validateWithin } from '../../src/platform/graphql/limits.ts';
import { maskResult } from '../../src/platform/graphql/mask.ts';

type Answer = ExecutionResult<Record<string, any>>;

/** Speaks GraphQL to the schema in process, as this actor, through the same execution and masking as the transports. */
export const clientOf =
  (schema: GraphQLSchema, platform: Platform, actor: Actor | null) =>
  async (text: string, variableValues?: Record<string, unknown>): Promise<Answer> => {
    const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
    const document = parse(text);
    const errors = validateWithin(schema, document);
    if (errors.length > 0) return maskResult({ errors }, log) as Answer;
    const contextValue = contextFor(platform, actor);
    try {
      return maskResult(
        await execute({ schema, document, variableValues, contextValue }),
        log,
      ) as Answer;
    } catch (error) {
      return maskResult({ errors: [error as never] }, log) as Answer;
    }
  };

/** The stable codes of an answer's refusals. */
export const codesOf = ({ errors = [] }: Answer): unknown[] =>
  errors.map(({ extensions }) => extensions.code);
