/** The steps of the ladder, lowest first. */
export const ladderSteps = ['CALL', 'CONTACT', 'NEIGHBOUR', 'GRID_STAFF', 'EMERGENCY'] as const;
export type StepName = (typeof ladderSteps)[number];

/** The step after this one; undefined after the last. */
export const stepAfter = (step: StepName): StepName | undefined =>
  ladderSteps[ladderSteps.indexOf(step) + 1];

/** Signs that cannot wait for the next day. */
const urgentSigns: ReadonlySet<string> = new Set(['CONFUSED', 'INJURED', 'NOT_EATING']);

/** How soon somebody has to look; where the signs may not be known it is soon. */
export const urgencyOf = (signs: readonly string[]): 'URGENT' | 'ROUTINE' =>
  signs.length === 0 || signs.some((sign) => urgentSigns.has(sign)) ? 'URGENT' : 'ROUTINE';

/** Results by which somebody has seen the person. */
export const seenResults: ReadonlySet<string> = new Set(['SAFE', 'HELP_ARRANGED', 'TAKEN_TO_CARE']);

/** How long after the drop-off a rider may still say what was noticed. */
export const observeHours = 24;

/** Days between two contacts, as the policy says for a class of risk. */
export const daysOf = (
  policy: { readonly highDays: number; readonly mediumDays: number; readonly lowDays: number },
  risk: 'HIGH' | 'MEDIUM' | 'LOW',
): number => ({ HIGH: policy.highDays, MEDIUM: policy.mediumDays, LOW: policy.lowDays })[risk];
