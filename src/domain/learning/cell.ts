import type { LngLat } from '../../geo/point.ts';

/** Cells to a degree: about 45 m by 45 m at the latitude of Nanjing, a building. */
const EAST = 2_100;
const NORTH = 2_500;

/** 楼栋: the cell a place lies in. */
export const cellOf = ([lng, lat]: LngLat): string =>
  `${Math.floor(lng * EAST)}:${Math.floor(lat * NORTH)}`;

/** The same of a geometry in SQL. */
export const cellIn = (geometry: string): string =>
  `floor(st_x(${geometry}) * ${EAST})::int || ':' || floor(st_y(${geometry}) * ${NORTH})::int`;

/** The middle of a cell. */
export function middleOf(cell: string): LngLat | undefined {
  const [, east, north] = /^(-?\d+):(-?\d+)$/.exec(cell) ?? [];
  if (east === undefined || north === undefined) return undefined;
  return [(Number(east) + 0.5) / EAST, (Number(north) + 0.5) / NORTH];
}

const HOUR_MS = 3_600_000;
const BEIJING_HOURS = 8;
const BAND_HOURS = 2;

/** 时段: two hours of the local day, from 0. */
export const bandOf = (instant: number): number =>
  Math.floor(((instant / HOUR_MS + BEIJING_HOURS) % 24) / BAND_HOURS);

/** The same of an instant in SQL. */
export const bandIn = (instant: string): string =>
  `(extract(hour from ${instant} at time zone 'Asia/Shanghai')::int / ${BAND_HOURS})`;
