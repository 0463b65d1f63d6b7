import { readFileSync } from 'node:fs';

/** The value at this share of the sorted list, to two decimals. */
export function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
}

export const round = (value: number): number => Number(value.toPrecision(4));

/** Processor seconds a process has used so far, its own children left out. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const rssMb = (pid: number): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

/** One measured line, as it stands in the table. */
export type Figure = Readonly<Record<string, string | number>>;
