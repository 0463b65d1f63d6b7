/** Work that repeats by itself until it is stopped: never beside itself, at once when nudged, slower while it fails. */
export interface Loop {
  readonly nudge: () => void;
  /** Resolves when the step at work has ended. */
  readonly stop: () => Promise<void>;
}

export interface LoopWork {
  /** Does one piece and says for how many ms to rest after it. */
  readonly step: () => Promise<number>;
  readonly failed: (error: unknown) => void;
}

const FIRST_RETRY_MS = 100;
const SLOWEST_RETRY_MS = 5_000;

export function startLoop({ step, failed }: LoopWork): Loop {
  const stopping = new AbortController();
  let nudged = false;
  let failures = 0;
  let rouse: (() => void) | undefined;

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function once(): Promise<number> {
    nudged = false;
    try {
      const ms = await step();
      failures = 0;
      return nudged ? 0 : ms;
    } catch (error) {
      failed(error);
      return Math.min(FIRST_RETRY_MS * 2 ** failures++, SLOWEST_RETRY_MS);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const ms = await once();
      if (ms > 0 && !stopping.signal.aborted) await rest(ms);
    }
  }

  const ended = run();
  return {
    nudge() {
      nudged = true;
      // A nudge does not shorten the wait after a failure: what is down would only be hit harder.
      if (failures === 0) rouse?.();
    },
    stop() {
      stopping.abort();
      rouse?.();
      return ended;
    },
  };
}
