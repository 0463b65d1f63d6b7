import { join } from 'node:path';
import type { LngLat } from '../../src/geo/point.ts';
import { readTable, type TableRow } from '../table.ts';
import { unusable } from '../unusable.ts';

/** One day of the Meal Delivery Routing Problem; times in minutes. */
export interface Instance {
  readonly name: string;
  readonly metresPerMinute: number;
  /** Half before, half after the handover. */
  readonly pickupMinutes: number;
  readonly dropoffMinutes: number;
  readonly targetMinutes: number;
  readonly maximumMinutes: number;
  readonly payPerOrder: number;
  readonly payPerHour: number;
  readonly orders: readonly Order[];
  readonly couriers: readonly Courier[];
}

export interface Order {
  readonly id: string;
  readonly restaurantId: string;
  readonly restaurant: LngLat;
  readonly door: LngLat;
  readonly placedAt: number;
  readonly readyAt: number;
}

export interface Courier {
  readonly id: string;
  readonly start: LngLat;
  readonly onAt: number;
  readonly offAt: number;
}

/** On the equator a degree is as long either way, so that metres of the plane are kept. */
const METRES_PER_DEGREE = 111_195;

/** How far from the middle a place may be: beyond lies the pole, where degrees end. */
const FARTHEST_METRES = 9_000_000;

/** Metres of the plane as degrees that lead back to the same metres. */
function placeOf(row: TableRow): LngLat {
  const [x, y] = [row.number('x'), row.number('y')];
  if (Math.max(Math.abs(x), Math.abs(y)) > FARTHEST_METRES)
    row.refuse('坐标应以米为单位，不超过 9,000 公里', 'places are in metres, within 9,000 km');
  return [x / METRES_PER_DEGREE, y / METRES_PER_DEGREE];
}

/** Whole minutes between two places, rounded up, as the rules of the problem say. */
export function minutesBetween(from: LngLat, to: LngLat, metresPerMinute: number): number {
  const across = Math.round((to[0] - from[0]) * METRES_PER_DEGREE * 1000) / 1000;
  const along = Math.round((to[1] - from[1]) * METRES_PER_DEGREE * 1000) / 1000;
  return Math.ceil(Math.sqrt(across * across + along * along) / metresPerMinute - 1e-9);
}

/** The tables of an instance and the columns each must have. */
export const tables = {
  'orders.txt': ['order', 'x', 'y', 'placement_time', 'restaurant', 'ready_time'],
  'restaurants.txt': ['restaurant', 'x', 'y'],
  'couriers.txt': ['courier', 'x', 'y', 'on_time', 'off_time'],
  'instance_parameters.txt': [
    'meters_per_minute',
    'pickup service minutes',
    'dropoff service minutes',
    'target click-to-door',
    'maximum click-to-door',
    'pay per order',
    'guaranteed pay per hour',
  ],
} as const;

/** Reads the four tables of an instance. */
export function readInstance(directory: string, name: string): Instance {
  const rowsOf = (file: keyof typeof tables) => readRows(join(directory, name, file), tables[file]);
  const [parameters] = rowsOf('instance_parameters.txt');
  const restaurants = new Map(
    byId(rowsOf('restaurants.txt'), 'restaurant').map(([id, row]) => [id, placeOf(row)]),
  );
  return {
    name,
    ...parametersOf(parameters!),
    orders: byId(rowsOf('orders.txt'), 'order').map(([id, row]): Order => {
      const restaurantId = row.text('restaurant');
      const restaurant =
        restaurants.get(restaurantId) ??
        row.refuse(
          `restaurants.txt 里没有餐馆 ${restaurantId}`,
          `there is no restaurant ${restaurantId} in restaurants.txt`,
        );
      const [placedAt, readyAt] = [minuteOf(row, 'placement_time'), minuteOf(row, 'ready_time')];
      if (readyAt < placedAt) row.refuse('出餐早于下单', 'the order is ready before it is placed');
      return { id, restaurantId, restaurant, door: placeOf(row), placedAt, readyAt };
    }),
    couriers: byId(rowsOf('couriers.txt'), 'courier').map(([id, row]): Courier => {
      const [onAt, offAt] = [minuteOf(row, 'on_time'), minuteOf(row, 'off_time')];
      if (offAt < onAt) row.refuse('下班早于上班', 'the shift ends before it begins');
      return { id, start: placeOf(row), onAt, offAt };
    }),
  };
}

function parametersOf(row: TableRow) {
  const amount = (column: string, [least, most]: readonly [number, number] = [0, 1e6]) => {
    const number = row.number(column);
    if (number >= least && number <= most) return number;
    return row.refuse(
      `“${column}”列应为 ${least} 到 ${most}，得到 ${number}`,
      `column "${column}" must be ${least} to ${most}, not ${number}`,
    );
  };
  // A day is gone through minute by minute: half of a service must be whole minutes as well.
  const service = (column: string) => {
    const minutes = amount(column);
    if (minutes % 2 === 0) return minutes;
    return row.refuse(
      `“${column}”列应为偶数分钟，得到 ${minutes}`,
      `column "${column}" must be an even number of minutes, not ${minutes}`,
    );
  };
  const targetMinutes = amount('target click-to-door');
  return {
    metresPerMinute: amount('meters_per_minute', [1, 60_000]),
    pickupMinutes: service('pickup service minutes'),
    dropoffMinutes: service('dropoff service minutes'),
    targetMinutes,
    maximumMinutes: amount('maximum click-to-door', [targetMinutes, 1e6]),
    payPerOrder: amount('pay per order'),
    payPerHour: amount('guaranteed pay per hour', [0.01, 1e6]),
  };
}

/** More than any day has: what is larger is told in other units. */
const LAST_MINUTE = 20_000;

function minuteOf(row: TableRow, column: string): number {
  const minute = row.number(column);
  if (Number.isInteger(minute) && Math.abs(minute) <= LAST_MINUTE) return minute;
  return row.refuse(
    `“${column}”列应为当天的整分钟数，得到 ${minute}`,
    `column "${column}" must be a whole minute of the day, not ${minute}`,
  );
}

function readRows(file: string, columns: readonly string[]): TableRow[] {
  const rows = readTable(file, columns);
  if (rows.length > 0) return rows;
  return unusable(`${file} 里只有列名`, `${file} holds names of columns and nothing else`);
}

/** The rows with their ids, each of which may occur once. */
function byId(rows: readonly TableRow[], column: string): [string, TableRow][] {
  const seen = new Set<string>();
  return rows.map((row) => {
    const id = row.text(column);
    if (seen.has(id)) row.refuse(`${id} 重复出现`, `${id} occurs twice`);
    seen.add(id);
    return [id, row];
  });
}
