import { createSourceEventStream, type ExecutionResult } from 'graphql';
import { execute } from './execute.ts';
import type { Follower, Seat, Sharing } from './sharing.ts';
import { refuseUnstorable } from './storable.ts';

/**
 * Subscribes, and executes each event in a context of its own: what one event loaded is forgotten before the next, and
 * its reads are one transaction, seen as the actor may see at that moment. Whoever has come to the place of others who see
 * the same goes on with them. Ending the result ends the source at once, even while it waits.
 */
export async function subscribe(
  follower: Follower,
  sharing: Sharing,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const { args, freshContext } = follower;
  refuseUnstorable(args);
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  let seat: Seat | undefined;
  let left = false;

  async function alone(): Promise<ExecutionResult | undefined> {
    const { done, value } = await events.next();
    if (done) return undefined;
    const contextValue = await freshContext();
    const result = await execute({ ...args, rootValue: value, contextValue });
    if (!left) seat = sharing.seat(follower, { events, value });
    return result;
  }

  return generator({
    async next() {
      const value = await (seat ? seat.next() : alone());
      // Who left while others were told hears no more of it.
      return value && !left ? { done: false, value } : { done: true, value: undefined };
    },
    async end() {
      left = true;
      await (seat ? seat.leave() : events.return?.());
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
