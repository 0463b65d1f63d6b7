import { setImmediate, setTimeout } from 'node:timers/promises';

/** Work that many ask for and that costs little more for many than for one. */
export interface Work<One, Answer> {
  /** Askers of the same name are served together. */
  readonly name: string;
  /** How many are served at once, at most. */
  readonly most: number;
  /** Of those with the same key one is served at a time, in the order they came. */
  readonly keyOf: (one: One) => string;
  /** Rounds begin no more often than this: whoever comes soon after others waits for more, where nobody waits for the answer. */
  readonly everyMs?: number;
  /** Answers in the order of the questions. */
  readonly together: (many: readonly One[]) => Promise<readonly Answer[]>;
}

/** The work of this process that is done for many together. */
export interface Gather {
  /** Has it done together with all who ask in the same turn, or until those before them are served. */
  ask<One, Answer>(work: Work<One, Answer>, one: One): Promise<Answer>;
}

interface Asker {
  readonly one: unknown;
  readonly work: Work<unknown, unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** `pause` waits so many milliseconds. */
export function openGather(pause: (ms: number) => Promise<unknown> = setTimeout): Gather {
  const waiting = new Map<string, Asker[]>();

  async function serve(name: string, askers: Asker[]): Promise<void> {
    await setImmediate();
    while (askers.length > 0) {
      const { everyMs } = askers[0]!.work;
      const round = answer(takeFrom(askers));
      await (everyMs ? Promise.all([round, pause(everyMs)]) : round);
    }
    waiting.delete(name);
  }

  return {
    ask: <One, Answer>(work: Work<One, Answer>, one: One) =>
      new Promise<Answer>((resolve, reject) => {
        // Askers of one name bring the same work, hence its types.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const asker = { one, work, resolve, reject } as unknown as Asker;
        const askers = waiting.get(work.name);
        if (askers) {
          askers.push(asker);
          return;
        }
        const first = [asker];
        waiting.set(work.name, first);
        void serve(work.name, first);
      }),
  };
}

/** Takes those who are served next out of those who wait. */
function takeFrom(askers: Asker[]): Asker[] {
  const { work } = askers[0]!;
  const taken = new Map<string, Asker>();
  const left: Asker[] = [];
  for (const asker of askers.splice(0)) {
    const key = work.keyOf(asker.one);
    if (taken.size < work.most && !taken.has(key)) taken.set(key, asker);
    else left.push(asker);
  }
  askers.push(...left);
  return [...taken.values()];
}

/** What fails together is done for each alone, so that nobody fails for another. */
async function answer(askers: readonly Asker[]): Promise<void> {
  const [first] = askers;
  try {
    const answers = await first!.work.together(askers.map(({ one }) => one));
    for (const [index, { resolve }] of askers.entries()) resolve(answers[index]);
  } catch (error) {
    if (askers.length === 1) first!.reject(error);
    else for (const asker of askers) await answer([asker]);
  }
}
