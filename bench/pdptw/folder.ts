import { join } from 'node:path';
import { isFile, linesOf, listFolder } from '../files.ts';
import { readTable } from '../table.ts';
import { unusable } from '../unusable.ts';
import { beginsInstance, nameOf } from './read.ts';

/** The files of instances in a folder, or those of the names that are asked for. */
export function instancesIn(
  folder: string,
  only: readonly string[] | undefined,
  tell: (line: string) => void,
): string[] {
  const texts = listFolder(folder).filter(
    ({ name, isFolder }) => !isFolder && /\.txt$/i.test(name),
  );
  const files = texts.flatMap(({ name }) => {
    const [first] = linesOf(join(folder, name));
    if (first && beginsInstance(first.text)) return [name];
    tell(
      `跳过 / skipped ${name}: 第一行不是“车辆数 容量 速度” / no vehicles, capacity, speed at its top`,
    );
    return [];
  });
  if (files.length === 0)
    return unusable(
      `${folder} 里没有数据：每个实例应为一个 .txt 文件，第一行是“车辆数 容量 速度”`,
      `${folder} holds no instance: each is a .txt file that begins with vehicles, capacity, speed`,
    );
  const names = files.map(nameOf);
  const missing = (only ?? []).filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const list = names.slice(0, 60).join(' ');
    unusable(
      `--only：${folder} 里没有 ${missing.join('、')}；有 ${list}`,
      `--only: ${folder} has no ${missing.join(', ')}; it has ${list}`,
    );
  }
  return files.filter((file) => only?.includes(nameOf(file)) ?? true);
}

/** The best anybody found. */
export interface Best {
  readonly vehicles?: number;
  readonly cost?: number;
}

/** What is the best anybody found, by instance, as far as that is told beside them. */
export function bestIn(folder: string, tell: (line: string) => void): ReadonlyMap<string, Best> {
  const file = join(folder, 'best_known.tsv');
  if (!isFile(file)) {
    tell(`没有 ${file}，不作比较 / ${file} is not there: nothing to compare with`);
    return new Map();
  }
  return new Map(
    readTable(file, ['instance', 'best_known_vehicles', 'best_known_cost']).map((row) => [
      row.text('instance'),
      {
        vehicles: row.findNumber('best_known_vehicles'),
        cost: row.findNumber('best_known_cost'),
      },
    ]),
  );
}
