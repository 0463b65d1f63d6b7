import type { Sentence } from '../src/dispatch/model.ts';

/** What was asked for or given cannot be used: whoever asked is told, and it is no fault of the program. */
export class Unusable extends Error {
  constructor({ zh, en }: Sentence) {
    super(`${zh}\n${en}`);
    this.name = 'Unusable';
  }
}

export const unusable = (zh: string, en: string): never => {
  throw new Unusable({ zh, en });
};

/** Runs a benchmark to its exit code: 2 and a sentence when something given to it cannot be used. */
export async function runBench(work: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
