import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** So many tries within so many seconds. */
export interface Budget {
  readonly name: string;
  readonly tries: number;
  readonly seconds: number;
}

/** Counts tries by whoever they concern, in this process. */
export interface Attempts {
  /** Takes one try; answers the seconds to wait when there is none left, else 0. */
  take(budget: Budget, key: string): Promise<number>;
  /** Gives a try back that turned out honest. */
  giveBack(budget: Budget, key: string): Promise<void>;
}

export function openAttempts(): Attempts {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = ({ name, tries, seconds }: Budget): RateLimiterMemory => {
    const limiter =
      limiters.get(name) ??
      new RateLimiterMemory({ keyPrefix: name, points: tries, duration: seconds });
    limiters.set(name, limiter);
    return limiter;
  };
  return {
    async take(budget, key) {
      try {
        await limiterOf(budget).consume(key);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
    async giveBack(budget, key) {
      await limiterOf(budget).reward(key);
    },
  };
}
