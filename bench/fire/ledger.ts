/** A mutation the service has acknowledged. */
export interface Acknowledged {
  readonly operation: string;
  /** Its idempotency key; empty for what is the same said twice. */
  readonly key: string;
  /** The id of what the answer speaks of. */
  readonly id: string;
  readonly accountId: string;
}

/** What the workers write down while they work. */
export interface Ledger {
  readonly acknowledged: Acknowledged[];
  /** Keys that were sent, answered or not. */
  readonly opened: string[];
  /** Requests that somebody still has to do something about, as far as the workers know. */
  readonly open: Set<string>;
  /** How often each code was refused. */
  readonly refused: Map<string, number>;
  /** What must never come: an answer without a stable code, or an internal one. */
  readonly untyped: string[];
  calls: number;
  cuts: number;
  /** Acknowledged only when the same key was sent again. */
  again: number;
}

export const openLedger = (): Ledger => ({
  acknowledged: [],
  opened: [],
  open: new Set(),
  refused: new Map(),
  untyped: [],
  calls: 0,
  cuts: 0,
  again: 0,
});
