import { linesOf, refuseLine } from './files.ts';
import { unusable } from './unusable.ts';

/** A row of a file whose first line names the columns, in any order; whatever cannot be read is told with its line. */
export class TableRow {
  readonly at: number;
  private readonly file: string;
  private readonly cells: ReadonlyMap<string, string>;

  constructor(file: string, at: number, cells: ReadonlyMap<string, string>) {
    this.file = file;
    this.at = at;
    this.cells = cells;
  }

  text(column: string): string {
    return (
      this.cells.get(column) || this.refuse(`“${column}”列是空的`, `column "${column}" is empty`)
    );
  }

  number(column: string): number {
    const number = this.findNumber(column);
    return number ?? this.refuse(`“${column}”列是空的`, `column "${column}" is empty`);
  }

  /** Nothing where the cell is empty or there is no such column. */
  findNumber(column: string): number | undefined {
    const cell = this.cells.get(column);
    if (!cell) return undefined;
    const number = Number(cell);
    if (Number.isFinite(number)) return number;
    return this.refuse(
      `“${column}”列应为数字，得到“${cell}”`,
      `column "${column}" must be a number, not "${cell}"`,
    );
  }

  refuse(zh: string, en: string): never {
    return refuseLine(this.file, this.at, [zh, en]);
  }
}

/** Reads a table with tabs between its cells; the named columns must be there. */
export function readTable(file: string, columns: readonly string[]): TableRow[] {
  const [head, ...lines] = linesOf(file);
  if (!head) return unusable(`${file} 是空的`, `${file} is empty`);
  const names = cellsOf(head.text);
  const missing = columns.find((column) => !names.includes(column));
  if (missing !== undefined)
    return refuseLine(file, head.at, [
      `缺少“${missing}”列（列名之间用制表符隔开）`,
      `there is no column "${missing}" (tabs stand between the names of columns)`,
    ]);
  return lines.map(({ text, at }) => {
    const cells = cellsOf(text);
    return new TableRow(file, at, new Map(names.map((name, index) => [name, cells[index] ?? ''])));
  });
}

const cellsOf = (line: string): string[] => line.split('\t').map((cell) => cell.trim());
