import type { Ground } from '../check.ts';
import type { Snapshot } from '../model.ts';
import { accountLaws } from './check-account.ts';
import { routeLaws } from './check-route.ts';
import type { RoundPlan } from './model.ts';

/** Names every law a plan of rounds breaks, none for a right one. States the laws anew and shares no code with the search, so that it can disagree. */
export function checkPlan(snapshot: Snapshot, plan: RoundPlan, ground: Ground): string[] {
  return [
    ...accountLaws(snapshot, plan),
    ...plan.routes.flatMap((route) => routeLaws(route, snapshot, ground)),
  ];
}
