import { refuse } from '../refusals.ts';

/** A phone's clock may run ahead so much, in milliseconds. */
const AHEAD_MS = 2 * 60_000;

/** Between which instants a step can have happened. */
export interface Bounds {
  readonly acceptedAt: Date;
  /** When the step before it was taken. */
  readonly previousAt: Date;
  readonly now: Date;
}

/**
 * When a step was taken: as the device says, kept between the step before it and now. Refuses a device that is
 * more than two minutes ahead, or speaks of a time before the task was accepted.
 */
export function stepTime(deviceAt: Date | null | undefined, bounds: Bounds): Date {
  const { acceptedAt, previousAt, now } = bounds;
  if (!deviceAt) return now;
  if (deviceAt.getTime() > now.getTime() + AHEAD_MS) return refuse('STEP_IN_THE_FUTURE');
  if (deviceAt < acceptedAt) return refuse('STEP_BEFORE_ACCEPTANCE');
  if (deviceAt > now) return now;
  return deviceAt < previousAt ? previousAt : deviceAt;
}
