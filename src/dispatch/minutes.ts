/** Whole minutes from one instant to a later one, rounded up, at least 1. */
export const minutesBetween = (from: number, to: number): number =>
  Math.max(1, Math.ceil((to - from) / 60_000));
