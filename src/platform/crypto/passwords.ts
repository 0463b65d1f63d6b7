import { hash, verify, type Algorithm, type Options } from '@node-rs/argon2';

/** Keeps and checks passwords; slow on purpose, at most two at once. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Without a hash (nobody of that name) it takes as long and says no. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. 12 ms on one core. */
const COST: Options = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};
/** More would take the cores and the memory from everybody else. */
const AT_ONCE = 2;

export function openPasswords(): Passwords {
  const inTurn = queue(AT_ONCE);
  const nobody = hash('nobody', COST);
  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    async verify(stored, password) {
      const known = stored ?? (await nobody);
      const right = await inTurn(() => verify(known, password));
      return right && stored !== undefined;
    },
  };
}

function queue(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running === atOnce) await new Promise<void>((turn) => waiting.push(turn));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
