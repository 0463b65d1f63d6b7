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

/** Milliseconds from 1970 to the last instant a calendar knows (ECMAScript, time values). */
const LAST_INSTANT = 8.64e15;
/** More than anything that is counted here; sums and products of such numbers stay numbers. */
const MOST = 1e12;

/** Collects what is wrong with one value, then refuses it as a whole. */
export class Inspection {
  readonly problems: Problem[] = [];
  private readonly subject: string;

  constructor(subject: string) {
    this.subject = subject;
  }

  require(holds: boolean, field: string, sentence: Sentence): void {
    if (!holds) this.problems.push({ path: `${this.subject}.${field}`, ...sentence });
  }

  id(field: string, value: unknown): void {
    const holds = typeof value === 'string' && value.length > 0;
    this.require(holds, field, { zh: '缺少编号', en: 'an id is missing' });
  }

  time(field: string, value: number | undefined): void {
    const holds = value === undefined || Math.abs(value) <= LAST_INSTANT;
    this.require(holds, field, { zh: '不是有效时刻', en: 'is no instant' });
  }

  amount(field: string, value: number): void {
    const holds = value >= 0 && value <= MOST;
    this.require(holds, field, {
      zh: '必须是不小于零的数',
      en: 'must be a number of at least zero',
    });
  }

  inOrder(field: string, [first, then]: readonly [number, number | undefined]): void {
    const holds = then === undefined || !(then < first);
    this.require(holds, field, { zh: '结束早于开始', en: 'ends before it begins' });
  }

  unique(field: string, ids: readonly string[]): void {
    const holds = new Set(ids).size === ids.length;
    this.require(holds, field, { zh: '编号重复', en: 'an id occurs twice' });
  }

  /** Throws `InvalidModel` when anything was found. */
  conclude(): void {
    if (this.problems.length) throw new InvalidModel(this.problems);
  }
}
