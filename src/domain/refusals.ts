import { Refusal, type Text } from '../platform/errors.ts';
import { atTheDoor } from './refusals/at-the-door.ts';
import { care } from './refusals/care.ts';
import { ground } from './refusals/ground.ts';
import { plans } from './refusals/plans.ts';
import { requests } from './refusals/requests.ts';
import { riders } from './refusals/riders.ts';

/** Every way the product says no, page by page. The code is the contract; the sentences are for people. */
const refusals = {
  ...atTheDoor,
  ...ground,
  ...requests,
  ...riders,
  ...plans,
  ...care,
} as const satisfies Record<string, (...facts: never[]) => Text>;

type Refusals = typeof refusals;
export type RefusalCode = keyof Refusals;

/** Says no: throws the refusal with its code and its sentences. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  ...facts: Parameters<Refusals[Code]>
): never {
  throw refusal(code, ...facts);
}

export function refusal<Code extends RefusalCode>(
  code: Code,
  ...facts: Parameters<Refusals[Code]>
): Refusal {
  return new Refusal(code, (refusals[code] as (...facts: unknown[]) => Text)(...facts));
}
