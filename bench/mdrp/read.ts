import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LngLat } from '../../src/geo/point.ts';

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

/** Whole metres of the plane as degrees that lead back to the same metres. */
const placeOf = (row: Row): LngLat => [
  Number(row['x']) / METRES_PER_DEGREE,
  Number(row['y']) / METRES_PER_DEGREE,
];

/** Whole minutes between two places, rounded up, as the rules of the problem say. */
export function minutesBetween(from: LngLat, to: LngLat, metresPerMinute: number): number {
  const across = Math.round((to[0] - from[0]) * METRES_PER_DEGREE * 1000) / 1000;
  const along = Math.round((to[1] - from[1]) * METRES_PER_DEGREE * 1000) / 1000;
  return Math.ceil(Math.sqrt(across * across + along * along) / metresPerMinute - 1e-9);
}

type Row = Readonly<Record<string, string>>;

function rows(directory: string, file: string): Row[] {
  const [head = '', ...lines] = readFileSync(join(directory, file), 'utf8').trim().split(/\r?\n/);
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** Reads the four tables of an instance. */
export function readInstance(directory: string, name: string): Instance {
  const from = join(directory, name);
  const [parameters] = rows(from, 'instance_parameters.txt');
  const number = (key: string) => Number(parameters?.[key]);
  const restaurants = new Map(
    rows(from, 'restaurants.txt').map((row) => [row['restaurant'], placeOf(row)]),
  );
  return {
    name,
    metresPerMinute: number('meters_per_minute'),
    pickupMinutes: number('pickup service minutes'),
    dropoffMinutes: number('dropoff service minutes'),
    targetMinutes: number('target click-to-door'),
    maximumMinutes: number('maximum click-to-door'),
    payPerOrder: number('pay per order'),
    payPerHour: number('guaranteed pay per hour'),
    orders: rows(from, 'orders.txt').map((row) => ({
      id: row['order']!,
      restaurantId: row['restaurant']!,
      restaurant: restaurants.get(row['restaurant'])!,
      door: placeOf(row),
      placedAt: Number(row['placement_time']),
      readyAt: Number(row['ready_time']),
    })),
    couriers: rows(from, 'couriers.txt').map((row) => ({
      id: row['courier']!,
      start: placeOf(row),
      onAt: Number(row['on_time']),
      offAt: Number(row['off_time']),
    })),
  };
}
