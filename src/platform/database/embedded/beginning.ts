import type { Batch } from './connection.ts';
import { completeFrame, errorFrame, readyFrame, type Frame } from './frames.ts';

const BEGIN = /^\s*(begin|start\s+transaction)\b[^;]*;?\s*$/i;
/** BEGIN along with what it is for, in one message. */
const BEGUN = /^\s*(begin|start\s+transaction)\b/i;
const END = /^\s*(rollback|commit|abort|end)\b(?!\s+to\b)/i;
const ABORTED = 'current transaction is aborted, commands ignored until end of transaction block';

/**
 * A client is told that its transaction has begun before the backend is free to begin it, so that the statement after
 * BEGIN is the one that waits and may be refused: the ORM loses a pooled connection for good when BEGIN itself fails.
 */
export class Beginning {
  private state: 'NONE' | 'TOLD' | 'REFUSED' = 'NONE';
  private begin: Buffer = Buffer.alloc(0);

  /** What can be answered without the backend, if this can. */
  answerTo({ sql, bytes }: Pick<Batch, 'sql' | 'bytes'>): Frame[] | undefined {
    if (this.state === 'REFUSED') return this.answerRefused(sql);
    if (this.state === 'TOLD' || !BEGIN.test(sql)) return undefined;
    this.state = 'TOLD';
    this.begin = bytes;
    return [completeFrame('BEGIN'), readyFrame('T')];
  }

  /** The BEGIN that the backend has yet to hear, once. */
  take(): Buffer | undefined {
    if (this.state !== 'TOLD') return undefined;
    this.state = 'NONE';
    return this.begin;
  }

  /** The statement waited in vain; what follows fails as in any aborted transaction. */
  refuse({ sql }: Pick<Batch, 'sql'>): Frame {
    if (this.state === 'NONE' && !BEGUN.test(sql)) return readyFrame('I');
    this.state = 'REFUSED';
    return readyFrame('E');
  }

  private answerRefused(sql: string): Frame[] {
    if (!END.test(sql)) return [errorFrame('25P02', ABORTED), readyFrame('E')];
    this.state = 'NONE';
    return [completeFrame('ROLLBACK'), readyFrame('I')];
  }
}
