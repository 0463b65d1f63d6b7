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
