import { Extensions } from 'type-graphql';

/** What a mutation declares about its transaction; `execute.ts` carries it out. */
export interface Declared {
  readonly transaction?: 'plain' | 'once';
}

/** One mutation, one transaction, nested fields included: commits when the mutation answers, rolls back when it refuses. */
export const Transactional = () => Extensions({ transaction: 'plain' } satisfies Declared);

/**
 * As `Transactional`, and done once per `idempotencyKey` (a required argument of the mutation): the same call again gets
 * the first answer, another call under the same key is refused.
 */
export const Idempotent = () => Extensions({ transaction: 'once' } satisfies Declared);
