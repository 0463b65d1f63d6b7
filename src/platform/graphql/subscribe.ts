import { createSourceEventStream, type ExecutionResult } from 'graphql';
import type { Context } from '../context.ts';
import { execute, type Operation } from './execute.ts';
import { refuseUnstorable } from './storable.ts';

/**
 * Subscribes, and executes each event in a context of its own: what one event loaded is forgotten before the next, and
 * its reads are one transaction, seen as the actor may see at that moment. Ending the result ends the source at once, even while it waits.
 */
export async function subscribe(
  args: Operation,
  freshContext: () => Promise<Context>,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  refuseUnstorable(args);
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  return generator({
    async next() {
      const { done, value } = await events.next();
      if (done) return { done: true, value: undefined };
      const contextValue = await freshContext();
      return { done: false, value: await execute({ ...args, rootValue: value, contextValue }) };
    },
    async end() {
      await events.return?.();
    },
  });
}

interface Source<T> {
  next(): Promise<IteratorResult<T, undefined>>;
  end(): Promise<void>;
}

/** An async generator whose `return` does not wait for a `next` that is still under way. */
function generator<T>({ next, end }: Source<T>): AsyncGenerator<T, undefined> {
  const finish = async () => {
    await end();
    return { done: true as const, value: undefined };
  };
  return {
    next,
    return: finish,
    async throw(error: unknown) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await end();
    },
  };
}
