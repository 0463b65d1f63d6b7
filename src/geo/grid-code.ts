/** The parts of a grid code (GB/T 30428.2 layout): county 6, street 3, community 3, grid 3 digits. */
export interface GridCode {
  readonly code: string;
  /** Division of county level, 6 digits. */
  readonly county: string;
  /** Street office (街道), 9 digits. */
  readonly street: string;
  /** Community (社区), 12 digits. */
  readonly community: string;
  /** Running number of the grid in its community, 1 to 999. */
  readonly number: number;
}

/** Refusal of text that is no grid code. */
export class InvalidGridCode extends Error {
  readonly code = 'INVALID_GRID_CODE';

  constructor(text: unknown) {
    super(`${JSON.stringify(text) ?? 'undefined'} is no grid code of 15 digits (6 + 3 + 3 + 3)`);
    this.name = 'InvalidGridCode';
  }
}

/** Whether the text is 15 digits with a province from 11 to 82 and no part that is zero. */
export const isGridCode = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{13}$/.test(text) &&
  [text.slice(6, 9), text.slice(9, 12), text.slice(12)].every((part) => part !== '000');

/** The code taken apart; throws `InvalidGridCode`. */
export function parseGridCode(text: unknown): GridCode {
  if (!isGridCode(text)) throw new InvalidGridCode(text);
  return {
    code: text,
    county: text.slice(0, 6),
    street: text.slice(0, 9),
    community: text.slice(0, 12),
    number: Number(text.slice(12)),
  };
}

/** The lowest code of a community that none of the given ones has; undefined when all 999 are taken. */
export function nextGridCode(community: string, taken: Iterable<string>): string | undefined {
  const first = parseGridCode(`${community}001`);
  const used = new Set(taken);
  for (let number = 1; number <= 999; number++) {
    const code = `${first.community}${String(number).padStart(3, '0')}`;
    if (!used.has(code)) return code;
  }
  return undefined;
}
