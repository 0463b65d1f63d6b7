import { join } from 'node:path';
import { isFile, listFolder } from '../files.ts';
import { readTable } from '../table.ts';
import { unusable } from '../unusable.ts';
import { tables } from './read.ts';

const files = Object.keys(tables);

/** The days in a folder: each a folder with the four tables. Whatever else lies there is left alone, with a word about it. */
export function daysIn(folder: string, tell: (line: string) => void): string[] {
  const days = listFolder(folder)
    .filter(({ isFolder }) => isFolder)
    .flatMap(({ name }) => {
      const missing = files.filter((file) => !isFile(join(folder, name, file)));
      if (missing.length > 0 && missing.length < files.length)
        tell(`跳过 / skipped ${name}: ${missing.join(', ')} 不在 / not there`);
      return missing.length === 0 ? [name] : [];
    });
  if (days.length > 0) return days;
  if (files.some((file) => isFile(join(folder, file))))
    return unusable(
      `${folder} 本身是一天的数据：请给出它上面的文件夹`,
      `${folder} is itself one instance: name the folder above it`,
    );
  return unusable(
    `${folder} 里没有数据：每天应为一个文件夹，内有 ${files.join('、')}`,
    `${folder} holds no instance: each is a folder with ${files.join(', ')}`,
  );
}

/** Figures others published, by instance and column. */
export type Published = ReadonlyMap<string, Readonly<Record<string, number | undefined>>>;

/** Columns of published.tsv that are shown. */
const figures = [
  'bound_ctd',
  'foodmatch_undelivered_pct',
  'foodmatch_ctd',
  'foodmatch_p90',
  'foodmatch_overage',
  'foodmatch_rtp',
  'foodmatch_cost',
  'naive_undelivered_pct',
  'naive_ctd',
  'reyes2018_ctd',
  'clairvoyant_ctd',
];

/** The published figures beside the days, as far as there are any. */
export function publishedIn(folder: string, tell: (line: string) => void): Published {
  const file = join(folder, 'published.tsv');
  if (!isFile(file)) {
    tell(`没有 ${file}，不作比较 / ${file} is not there: nothing to compare with`);
    return new Map();
  }
  return new Map(
    readTable(file, ['instance']).map((row) => [
      row.text('instance'),
      Object.fromEntries(figures.map((figure) => [figure, row.findNumber(figure)])),
    ]),
  );
}
