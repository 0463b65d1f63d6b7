import { at, cpuSeconds, round } from './figures.ts';

export interface Rate {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor seconds of the measured process per second. */
  readonly cores: number;
}

/** Does the work again and again in so many hands for so long. */
export async function asFastAsPossible(
  { pid, hands, seconds }: { pid: number; hands: number; seconds: number },
  work: (turn: number) => Promise<unknown>,
): Promise<Rate> {
  let turn = 0;
  const times: number[] = [];
  const hand = async (until: number) => {
    while (performance.now() < until) {
      const began = performance.now();
      await work(turn++);
      times.push(performance.now() - began);
    }
  };
  const all = (ms: number) => {
    const until = performance.now() + ms;
    return Promise.all(Array.from({ length: hands }, () => hand(until)));
  };
  await all(1_000);
  times.length = 0;
  const before = cpuSeconds(pid);
  const began = performance.now();
  await all(seconds * 1_000);
  const spent = (performance.now() - began) / 1_000;
  return {
    perSecond: round(times.length / spent),
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    cores: round((cpuSeconds(pid) - before) / spent),
  };
}
