import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of an instance of Li and Lim: task 0 is the depot. */
export interface Task {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly demand: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly service: number;
  readonly pickupOf: number;
  readonly dropoffOf: number;
}

export interface Instance {
  readonly name: string;
  readonly vehicles: number;
  readonly capacity: number;
  readonly tasks: readonly Task[];
}

/** Reads `id x y demand earliest latest service pickup_of delivery_of` below a line with vehicles, capacity and speed. */
export function readInstance(folder: string, name: string): Instance {
  const [head = [], ...lines] = readFileSync(join(folder, `${name}.txt`), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tasks = lines.map(
    ([id, x, y, demand, opensAt, closesAt, service, pickupOf, dropoffOf]): Task => ({
      id: id!,
      x: x!,
      y: y!,
      demand: demand!,
      opensAt: opensAt!,
      closesAt: closesAt!,
      service: service!,
      pickupOf: pickupOf!,
      dropoffOf: dropoffOf!,
    }),
  );
  return { name, vehicles: head[0]!, capacity: head[1]!, tasks };
}

/** What is the best anybody found, by instance. */
export function readBest(folder: string): ReadonlyMap<string, { vehicles: number; cost: number }> {
  const [, ...lines] = readFileSync(join(folder, 'best_known.tsv'), 'utf8').trim().split(/\r?\n/);
  return new Map(
    lines.map((line) => {
      const cells = line.split('\t');
      return [cells[0]!, { vehicles: Number(cells[4]), cost: Number(cells[5]) }];
    }),
  );
}
