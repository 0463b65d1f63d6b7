import type { CoverageLine } from '../documents/coverage.ts';

/** Five classes whose neighbours differ in every kind of vision, and the ink that reads on each. */
export const shades = [
  { from: 0, fill: '#EEF5FB', ink: '#1F2328' },
  { from: 0.2, fill: '#C3DDF0', ink: '#1F2328' },
  { from: 0.4, fill: '#86BDDF', ink: '#1F2328' },
  { from: 0.6, fill: '#3E8FC2', ink: '#000000' },
  { from: 0.8, fill: '#0B5A94', ink: '#FFFFFF' },
] as const;

export type Shade = (typeof shades)[number];

export const shadeOf = (share: number): Shade =>
  shades.findLast(({ from }) => share >= from) ?? shades[0];

/** Fill by grid for the map; a grid without a figure has none. */
export const fillsOf = (lines: readonly CoverageLine[]): ReadonlyMap<string, string> =>
  new Map(
    lines.flatMap(({ share, grid }) =>
      share === null ? [] : [[grid.id, shadeOf(share).fill] as const],
    ),
  );

export const percent = (share: number): string => `${(share * 100).toFixed(0)}%`;
