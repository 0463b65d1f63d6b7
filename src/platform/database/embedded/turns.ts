/** One piece of work for the backend. */
export interface Turn<Client> {
  /** Whose it is; absent: nobody's, for between transactions. */
  readonly of?: Client;
  readonly run: () => Promise<unknown>;
  readonly patience?: { readonly ms: number; readonly onLost: () => void };
}

interface Waiting<Client> extends Turn<Client> {
  readonly expiry?: NodeJS.Timeout;
}

/** Who may use the one backend next: first come, first served, except that a holder goes alone until it lets go. */
export class Turns<Client> {
  /** The client inside a transaction. */
  holder: Client | undefined;
  private readonly waiting: Waiting<Client>[] = [];
  private isWorking = false;
  private work: Promise<void> = Promise.resolve();
  private isOver = false;

  get isIdle(): boolean {
    return !this.isWorking && !this.holder && this.waiting.length === 0;
  }

  add(turn: Turn<Client>): void {
    this.waiting.push(this.patient(turn));
    this.wake();
  }

  addFirst(turn: Turn<Client>): void {
    this.waiting.unshift(turn);
    this.wake();
  }

  /** Forgets everything a client still waits for. */
  drop(client: Client): void {
    for (const turn of this.waiting.filter(({ of }) => of === client)) this.remove(turn);
  }

  /** Gives no more turns and waits for the one under way. */
  async end(): Promise<void> {
    this.isOver = true;
    for (const { expiry } of this.waiting) clearTimeout(expiry);
    await this.work;
  }

  private patient(turn: Turn<Client>): Waiting<Client> {
    if (!turn.patience) return turn;
    return { ...turn, expiry: setTimeout(() => this.lose(turn.of), turn.patience.ms) };
  }

  /** What a client asked together is lost together, in order: what it says next must not be answered before. */
  private lose(client: Client | undefined): void {
    for (const turn of this.waiting.filter(({ of, patience }) => patience && of === client)) {
      this.remove(turn);
      turn.patience!.onLost();
    }
  }

  private remove(turn: Waiting<Client>): void {
    clearTimeout(turn.expiry);
    this.waiting.splice(this.waiting.indexOf(turn), 1);
  }

  private next(): Waiting<Client> | undefined {
    if (this.isOver) return undefined;
    const turn = this.holder ? this.waiting.find(({ of }) => of === this.holder) : this.waiting[0];
    if (turn) this.remove(turn);
    return turn;
  }

  private wake(): void {
    if (this.isWorking) return;
    this.isWorking = true;
    this.work = this.giveTurns();
  }

  private async giveTurns(): Promise<void> {
    try {
      for (let turn = this.next(); turn; turn = this.next()) await turn.run();
    } finally {
      this.isWorking = false;
    }
  }
}
