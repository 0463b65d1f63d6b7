import type { Sentence } from './model.ts';

/** One thing wrong with a model value, and where. */
export interface Problem extends Sentence {
  readonly path: string;
}

/** Refusal of a value the engine cannot reason about; names every problem found. */
export class InvalidModel extends Error {
  readonly code = 'INVALID_MODEL';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, en }) => `${path}: ${en}`).join('; '));
    this.name = 'InvalidModel';
    this.problems = problems;
  }
}

/** What claims to be of a kind: any of its fields may be anything, or missing. */
export type Unproven<T> = { readonly [Key in keyof T]?: unknown };

/** The least and the most that a number may be. */
export type Range = readonly [least: number, most: number];

/** The end of the year 9999, in milliseconds from 1970; sums and differences of such instants stay exact. */
const LAST_INSTANT = 253_402_300_799_999;
/** More than anything that is counted here; sums and products of such numbers stay numbers. */
export const MOST = 1e12;

/** Whether the value has fields to look at. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An id as it stands in a problem; what is none has no name. */
export const nameOf = (id: unknown): string => (typeof id === 'string' ? id : '?');

/** Collects what is wrong with one value, then refuses it as a whole. */
export class Inspection {
  readonly problems: Problem[] = [];
  private readonly subject: string;

  constructor(subject: string) {
    this.subject = subject;
  }

  require(holds: boolean, field: string, sentence: Sentence): boolean {
    const path = field ? `${this.subject}.${field}` : this.subject;
    if (!holds) this.problems.push({ path, ...sentence });
    return holds;
  }

  id(field: string, value: unknown): void {
    this.require(isId(value), field, { zh: '缺少编号', en: 'an id is missing' });
  }

  text(field: string, value: unknown): void {
    this.require(typeof value === 'string', field, { zh: '应为文字', en: 'must be a text' });
  }

  time(field: string, value: unknown): void {
    const holds = isWithin(value, [-LAST_INSTANT, LAST_INSTANT]);
    this.require(holds, field, { zh: '不是有效时刻', en: 'is no instant' });
  }

  amount(field: string, value: unknown): boolean {
    return this.require(isWithin(value, [0, MOST]), field, {
      zh: '必须是不小于零的数',
      en: 'must be a number of at least zero',
    });
  }

  /** An amount of what cannot be divided. */
  count(field: string, value: unknown): void {
    if (this.amount(field, value))
      this.require(Number.isInteger(value), field, {
        zh: '必须是整数',
        en: 'must be a whole number',
      });
  }

  /** A whole number of a few. */
  step(field: string, value: unknown, [least, most]: Range): void {
    const holds = Number.isInteger(value) && isWithin(value, [least, most]);
    this.require(holds, field, {
      zh: `应为 ${least} 到 ${most}`,
      en: `must be ${least} to ${most}`,
    });
  }

  oneOf(field: string, value: unknown, choices: readonly string[]): void {
    this.require(
      choices.some((one) => one === value),
      field,
      {
        zh: `应为 ${choices.join(' 或 ')}`,
        en: `must be ${choices.join(' or ')}`,
      },
    );
  }

  record(field: string, value: unknown): value is Readonly<Record<string, unknown>> {
    return this.require(isRecord(value), field, {
      zh: '缺少，或不是一组字段',
      en: 'is missing, or no record of fields',
    });
  }

  list(field: string, value: unknown): value is readonly unknown[] {
    return this.require(Array.isArray(value), field, { zh: '应为列表', en: 'must be a list' });
  }

  ids(field: string, value: unknown): value is readonly string[] {
    return this.require(Array.isArray(value) && value.every(isId), field, {
      zh: '应为编号的列表',
      en: 'must be a list of ids',
    });
  }

  /** Nothing is wrong with what is not said; what is said holds. */
  ifSaid(field: string, value: unknown, rule: 'id' | 'time' | 'amount' | 'count'): void {
    if (value !== undefined) this[rule](field, value);
  }

  inOrder(field: string, [first, then]: readonly [unknown, unknown]): void {
    const holds = typeof first !== 'number' || typeof then !== 'number' || !(then < first);
    this.require(holds, field, { zh: '结束早于开始', en: 'ends before it begins' });
  }

  unique(field: string, ids: readonly unknown[]): void {
    const holds = new Set(ids).size === ids.length;
    this.require(holds, field, { zh: '编号重复', en: 'an id occurs twice' });
  }

  /** Throws `InvalidModel` when anything was found. */
  conclude(): void {
    if (this.problems.length) throw new InvalidModel(this.problems);
  }
}

/** Whether the value is a number of the range; what merely reads like one is none. */
export const isWithin = (value: unknown, [least, most]: Range): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const isId = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
