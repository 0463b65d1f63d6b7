import type { Budget } from '../../platform/attempts/attempts.ts';
import type { Context } from '../../platform/context.ts';
import { refusal } from '../refusals.ts';

export type Try = readonly [budget: Budget, key: string];

/** Takes one try of each budget, or refuses with the seconds to wait. */
export async function takeTries({ attempts }: Context, tries: readonly Try[]): Promise<void> {
  const waits = await Promise.all(tries.map(([budget, key]) => attempts.take(budget, key)));
  const seconds = Math.max(...waits);
  if (seconds > 0) throw tooManyTries(seconds);
}

/** An honest try costs nothing. */
export async function giveBackTries({ attempts }: Context, tries: readonly Try[]): Promise<void> {
  await Promise.all(tries.map(([budget, key]) => attempts.giveBack(budget, key)));
}

export const tooManyTries = (retryAfterSeconds: number) =>
  refusal('TOO_MANY_TRIES', String(retryAfterSeconds)).with({ retryAfterSeconds });
