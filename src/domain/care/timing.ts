import type { LadderPolicy } from './policy.ts';
import type { StepName } from './rules.ts';

const MINUTE_MS = 60_000;

/** Until when a step that begins now may take. */
export const stepEnds = (now: Date, step: StepName, policy: LadderPolicy): Date =>
  new Date(now.getTime() + minutesOf(policy, step) * MINUTE_MS);

const minutesOf = (policy: LadderPolicy, step: StepName): number =>
  ({
    CALL: policy.callMinutes,
    CONTACT: policy.contactMinutes,
    NEIGHBOUR: policy.neighbourMinutes,
    GRID_STAFF: policy.gridStaffMinutes,
    EMERGENCY: policy.emergencyMinutes,
  })[step];
