import { join } from 'node:path';
import { type Line, linesOf, refuseLine } from '../files.ts';
import { unusable } from '../unusable.ts';

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
  /** The depot first. */
  readonly tasks: readonly Task[];
}

/** Reads `id x y demand earliest latest service pickup_of delivery_of` below a line with vehicles, capacity and speed. */
export function readInstance(folder: string, fileName: string): Instance {
  const file = join(folder, fileName);
  const [head, ...lines] = linesOf(file);
  if (!head) return unusable(`${file} 是空的`, `${file} is empty`);
  const [vehicles, capacity] = headOf(file, head);
  const rows = lines.map((line) => ({ at: line.at, task: taskOf(file, line) }));
  const byId = new Map(rows.map(({ task }) => [task.id, task]));
  const depot = byId.get(0);
  if (!depot)
    return unusable(`${file} 里没有 0 号（车场）`, `${file} has no task 0, which is the depot`);
  const seen = new Set<number>();
  for (const { at, task } of rows) {
    const wrong = wrongWith(task, byId) ?? (seen.has(task.id) ? TWICE : undefined);
    if (wrong) refuseLine(file, at, wrong);
    seen.add(task.id);
  }
  if (rows.length < 3)
    return unusable(`${file} 里没有取送任务`, `${file} holds nothing to fetch and bring`);
  const others = rows.flatMap(({ task }) => (task === depot ? [] : [task]));
  return { name: nameOf(fileName), vehicles, capacity, tasks: [depot, ...others] };
}

export const nameOf = (fileName: string): string => fileName.replace(/\.txt$/i, '');

/** Whether a first line is meant to be one of an instance. */
export const beginsInstance = (line: string): boolean => /^\s*\d\S*(\s+\S+){1,2}\s*$/.test(line);

type Wrong = readonly [zh: string, en: string];

const TWICE: Wrong = ['编号重复出现', 'the number of the task occurs twice'];

function headOf(file: string, { text, at }: Line): readonly [number, number] {
  // The speed is 0 or 1 in the public files and means nothing: a way takes as long as it is.
  const [vehicles = NaN, capacity = NaN] = numbersOf(text);
  if (Number.isInteger(vehicles) && vehicles >= 1 && capacity >= 0) return [vehicles, capacity];
  return refuseLine(file, at, [
    `应为“车辆数 容量 速度”，车辆数为整数；得到“${text.trim()}”`,
    `must be vehicles (a whole number), capacity, speed; not "${text.trim()}"`,
  ]);
}

const COLUMNS = 9;

function taskOf(file: string, { text, at }: Line): Task {
  const numbers = numbersOf(text);
  if (numbers.length !== COLUMNS || !numbers.every(Number.isFinite))
    return refuseLine(file, at, [
      `应为 9 个数字（编号 x y 需求 最早 最晚 服务 取货点 送货点），得到“${text.trim()}”`,
      `must be 9 numbers (id x y demand earliest latest service pickup delivery), not "${text.trim()}"`,
    ]);
  const [id, x, y, demand, opensAt, closesAt, service, pickupOf, dropoffOf] = numbers;
  return {
    id: id!,
    x: x!,
    y: y!,
    demand: demand!,
    opensAt: opensAt!,
    closesAt: closesAt!,
    service: service!,
    pickupOf: pickupOf!,
    dropoffOf: dropoffOf!,
  };
}

const numbersOf = (text: string): number[] => text.trim().split(/\s+/).map(Number);

/** What is wrong with a task among the others, if anything is. */
function wrongWith(task: Task, byId: ReadonlyMap<number, Task>): Wrong | undefined {
  const { id, demand, opensAt, closesAt, service, pickupOf, dropoffOf } = task;
  if (!Number.isInteger(id) || id < 0)
    return ['编号应为整数', 'the number of the task must be a whole one'];
  if (closesAt < opensAt) return ['最晚早于最早', 'the latest time is before the earliest'];
  if (service < 0) return ['服务时间为负', 'the service takes less than no time'];
  if (id === 0) return undefined;
  if (pickupOf > 0 === dropoffOf > 0)
    return [
      '取货点和送货点应有一个为 0，另一个为编号',
      'of pickup and delivery one must be 0 and the other a task',
    ];
  const other = byId.get(pickupOf || dropoffOf);
  if (!other || (pickupOf > 0 ? other.dropoffOf : other.pickupOf) !== id)
    return [
      `${pickupOf || dropoffOf} 号没有与它成对`,
      `task ${pickupOf || dropoffOf} is not the other half of it`,
    ];
  if (dropoffOf > 0 && (demand < 0 || other.demand !== -demand))
    return [
      '取货的需求应不小于 0，送货为其相反数',
      'a pickup demands at least 0, and its delivery as much less',
    ];
  return undefined;
}
