import { setTimeout as wait } from 'node:timers/promises';

/** Lets only so many pieces of work run at a time; the others wait in order. */
export type Lanes = <T>(work: () => Promise<T>) => Promise<T>;

export function openLanes(count: number): Lanes {
  let free = count;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}

/** One piece of work at a time, in order; who takes longer than so many ms steps aside, and the next begins beside it. */
export function openSingleFile(longestMs: number): Lanes {
  const inOrder = openLanes(1);

  return async (work) => {
    const begun = await inOrder(async () => {
      const working = work();
      const tooLong = new AbortController();
      const { signal } = tooLong;
      const ended = working.catch(() => {}).finally(() => tooLong.abort());
      await Promise.race([ended, wait(longestMs, undefined, { signal }).catch(() => {})]);
      return { working };
    });
    return begun.working;
  };
}
