import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { Beginning } from './beginning.ts';
import {
  bodyOf,
  errorFrame,
  passwordRequestFrame,
  takeFrames,
  textAt,
  typeOf,
  type Frame,
} from './frames.ts';
import { Statements } from './statements.ts';

const PROTOCOL_3 = 3 << 16;
const CANCEL = 80_877_102;
const ENCRYPTION = new Set([80_877_103, 80_877_104]);
const LONGEST_STARTUP = 10_000;
/** Messages that expect an answer; those before them belong to the same batch. */
const ASKING = new Set(['Q', 'S', 'H', 'F', 'c', 'f']);

/** Everything a client sends up to the message that expects an answer; never run in parts. */
export interface Batch {
  readonly bytes: Buffer;
  /** The text of a simple query, else empty. */
  readonly sql: string;
  /** Whether the client waits for ReadyForQuery, and not only for what there is so far. */
  readonly endsWithReady: boolean;
}

export interface Reception {
  readonly password: string;
  /** What the backend said to the bridge when it was greeted. */
  readonly greeting: Buffer;
  readonly onBatch: (connection: Connection, batch: Batch) => void;
  readonly onClose: (connection: Connection) => void;
}

/** One client of the embedded database: greets it, checks its password, and cuts what it sends into batches. */
export class Connection {
  readonly channels = new Set<string>();
  readonly statements: Statements;
  readonly beginning = new Beginning();
  private readonly socket: Socket;
  private readonly reception: Reception;
  private state: 'STARTUP' | 'PASSWORD' | 'OPEN' | 'CLOSED' = 'STARTUP';
  private arrived: Buffer = Buffer.alloc(0);
  private batch: Frame[] = [];

  constructor(id: number, socket: Socket, reception: Reception) {
    this.statements = new Statements(id);
    this.socket = socket;
    this.reception = reception;
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      try {
        this.receive(data);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.close());
  }

  get isClosed(): boolean {
    return this.state === 'CLOSED' || this.socket.destroyed;
  }

  send(...frames: readonly Buffer[]): void {
    if (!this.isClosed && frames.length > 0) this.socket.write(Buffer.concat(frames));
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(data: Buffer): void {
    this.arrived = this.arrived.length > 0 ? Buffer.concat([this.arrived, data]) : data;
    while (this.state === 'STARTUP') if (!this.start()) return;
    const { frames, rest } = takeFrames(this.arrived);
    this.arrived = rest;
    for (const message of frames) this.hear(message);
  }

  /** Takes one startup packet; false when the rest of it has not arrived. */
  private start(): boolean {
    if (this.arrived.length < 8) return false;
    const length = this.arrived.readInt32BE(0);
    const code = this.arrived.readInt32BE(4);
    if (length > LONGEST_STARTUP) return this.leave();
    if (this.arrived.length < length) return false;
    this.arrived = this.arrived.subarray(length);
    if (ENCRYPTION.has(code)) {
      this.send(Buffer.from('N'));
      return true;
    }
    if (code === CANCEL || code >> 16 !== PROTOCOL_3 >> 16) return this.leave();
    this.state = 'PASSWORD';
    this.send(passwordRequestFrame());
    return true;
  }

  private hear(message: Frame): void {
    if (this.state === 'PASSWORD') this.checkPassword(message);
    else if (typeOf(message) === 'X') this.leave();
    else if (this.state === 'OPEN') this.collect(message);
  }

  private checkPassword(message: Frame): void {
    const isRight =
      typeOf(message) === 'p' && sameText(textAt(bodyOf(message), 0).text, this.reception.password);
    this.send(
      isRight ? this.reception.greeting : errorFrame('28P01', 'password authentication failed'),
    );
    if (isRight) this.state = 'OPEN';
    else this.leave();
  }

  private collect(message: Frame): void {
    const type = typeOf(message);
    this.batch.push(this.statements.rename(message));
    if (!ASKING.has(type)) return;
    const bytes = Buffer.concat(this.batch);
    this.batch = [];
    const sql = type === 'Q' ? textAt(bodyOf(message), 0).text : '';
    this.reception.onBatch(this, { bytes, sql, endsWithReady: type !== 'H' });
  }

  private leave(): false {
    this.close();
    this.socket.end();
    return false;
  }

  /** Said before the client hears of it: whoever asks after that finds nothing of this one. */
  private close(): void {
    if (this.state === 'CLOSED') return;
    this.state = 'CLOSED';
    this.reception.onClose(this);
  }
}

const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
