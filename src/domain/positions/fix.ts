import type { LngLat } from '../../geo/point.ts';

/** 定位: one position as a device measured it, in WGS-84, times in epoch milliseconds. */
export interface Fix {
  readonly at: LngLat;
  readonly deviceMs: number;
  /** Radius of the circle the device believes itself in, in metres. */
  readonly accuracyM: number;
  readonly speedMps?: number | undefined;
  readonly bearingDeg?: number | undefined;
  readonly batteryPercent?: number | undefined;
}

/** Where a fix lies in the territory. */
export interface Place {
  /** The grid it belongs to; none outside the territory. */
  readonly gridId: string | null;
  /** How far inside that grid, or outside all of them, in metres; absent where nobody needs it. */
  readonly depthM: number | null;
  /** Inside the territory or near enough to it. */
  readonly near: boolean;
}

/** The same fixes in one order, whatever order they were told in. */
export const inOrder = <T extends Fix>(fixes: readonly T[]): T[] =>
  fixes.toSorted(
    (a, b) =>
      a.deviceMs - b.deviceMs ||
      a.accuracyM - b.accuracyM ||
      a.at[0] - b.at[0] ||
      a.at[1] - b.at[1],
  );
