import { setImmediate as letOthers } from 'node:timers/promises';

/** Nobody notices that the process was busy for so long. */
const SLICE_MS = 10;

/** Runs long work that pauses between its steps, and lets everything else of the process go on in between. */
export async function inSlices<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  for (;;) {
    const endsAt = performance.now() + SLICE_MS;
    while (performance.now() < endsAt) {
      const { done, value } = work.next();
      if (done) return value;
    }
    await letOthers();
  }
}
