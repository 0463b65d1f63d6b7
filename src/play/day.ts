import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A day of the Meal Delivery Routing Problem; places in metres, times in minutes of the day. */
export interface PublicDay {
  readonly metresPerMinute: number;
  readonly pickupMinutes: number;
  readonly dropoffMinutes: number;
  /** What is aimed at from click to door. */
  readonly targetMinutes: number;
  readonly couriers: readonly Courier[];
  readonly orders: readonly Order[];
}

interface At {
  readonly x: number;
  readonly y: number;
}

export interface Courier extends At {
  readonly id: string;
  readonly onAt: number;
  readonly offAt: number;
}

export interface Order extends At {
  readonly id: string;
  readonly placedAt: number;
  readonly readyAt: number;
  readonly restaurant: At & { readonly id: string };
}

/** Reads the four files of an instance; throws with the file's name when one is missing or holds no numbers. */
export function readDay(directory: string): PublicDay {
  const [settings] = rows(directory, 'instance_parameters.txt');
  const restaurants = new Map(
    rows(directory, 'restaurants.txt').map((row) => [row.text('restaurant'), at(row)]),
  );
  return {
    metresPerMinute: settings!.number('meters_per_minute'),
    pickupMinutes: settings!.number('pickup service minutes'),
    dropoffMinutes: settings!.number('dropoff service minutes'),
    targetMinutes: settings!.number('target click-to-door'),
    couriers: rows(directory, 'couriers.txt').map((row) => ({
      ...at(row),
      id: row.text('courier'),
      onAt: row.number('on_time'),
      offAt: row.number('off_time'),
    })),
    orders: rows(directory, 'orders.txt').map((row) => {
      const id = row.text('restaurant');
      return {
        ...at(row),
        id: row.text('order'),
        placedAt: row.number('placement_time'),
        readyAt: row.number('ready_time'),
        restaurant: { id, ...restaurants.get(id)! },
      };
    }),
  };
}

const at = (row: Row): At => ({ x: row.number('x'), y: row.number('y') });

interface Row {
  text(column: string): string;
  number(column: string): number;
}

function rows(directory: string, file: string): Row[] {
  const path = join(directory, file);
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const columns = head!.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const text = (column: string) => cells[columns.indexOf(column)] ?? missing(path, column);
    const number = (column: string) => {
      const value = Number(text(column));
      return Number.isFinite(value) ? value : missing(path, column);
    };
    return { text, number };
  });
}

function missing(path: string, column: string): never {
  throw new TypeError(`${path}: 缺少 ${column} / ${column} is missing`);
}
