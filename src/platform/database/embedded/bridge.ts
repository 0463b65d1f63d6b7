import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { Backend, type Notification, type Reply } from './backend.ts';
import { Connection, type Batch, type Reception } from './connection.ts';
import {
  closeStatementFrame,
  completeFrame,
  errorFrame,
  readyFrame,
  syncFrame,
  typeOf,
  type Frame,
  type Status,
} from './frames.ts';
import { listeningIn, type Listening } from './listening.ts';
import { Turns } from './turns.ts';

export interface BridgeParts {
  readonly db: PGlite;
  readonly password: string;
  /** How long a client's work waits for another client's transaction before it is refused with 55P03. */
  readonly lockWaitMs: number;
}

/**
 * Takes away what a session may leave behind, except prepared statements, which have names of their own.
 * PGlite never tells PostgreSQL who it is reset to: RESET SESSION AUTHORIZATION does nothing.
 */
const FORGET_SESSION = 'set session authorization postgres; reset role; reset all; discard temp';

/**
 * A PostgreSQL port in front of the one backend.
 *
 * A batch runs whole, and a transaction owns the backend until it ends, so that no client sees another's values,
 * settings or role. What would outlive a transaction (SET, SET ROLE, temporary tables) holds only until another client's
 * turn, as behind a pooler: use SET LOCAL.
 */
export class Bridge {
  private readonly parts: BridgeParts;
  private readonly backend: Backend;
  private readonly turns = new Turns<Connection>();
  private readonly connections = new Set<Connection>();
  private readonly server: Server;
  /** Whose settings the backend's session may still hold. */
  private lastAtWork: Connection | undefined;
  private clients = 0;
  private hasWorked = false;

  constructor(parts: BridgeParts) {
    this.parts = parts;
    this.backend = new Backend(parts.db, (notification) => this.deliver(notification));
    this.server = createServer();
  }

  /** Opens the port on 127.0.0.1 (0: any free one) and says which it is. */
  async listen(port: number): Promise<number> {
    const reception: Reception = {
      password: this.parts.password,
      greeting: await this.backend.greet(),
      onBatch: (connection, batch) => this.enqueue(connection, batch),
      onClose: (connection) => this.forget(connection),
    };
    this.server.on('connection', (socket: Socket) =>
      this.connections.add(new Connection(++this.clients, socket, reception)),
    );
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  }

  /** Refuses new clients, leaves the present ones, and waits for the work under way. */
  async close(): Promise<void> {
    this.server.close();
    for (const connection of this.connections) connection.destroy();
    await this.turns.end();
    if (this.turns.holder) await this.backend.query('rollback');
  }

  /** Does something between transactions. */
  async exclusively(work: () => Promise<unknown>): Promise<void> {
    return new Promise((resolve, reject) =>
      this.turns.add({
        run: async () =>
          this.handOver(undefined)
            .then(work)
            .then(() => resolve(), reject),
      }),
    );
  }

  /** Does what autovacuum would, unless somebody is at work or nothing has happened since. */
  async tidy(): Promise<void> {
    if (!this.hasWorked || !this.turns.isIdle) return;
    this.hasWorked = false;
    await this.exclusively(async () => this.backend.query('vacuum (analyze)'));
  }

  private enqueue(connection: Connection, batch: Batch): void {
    const { lockWaitMs } = this.parts;
    this.hasWorked = true;
    if (this.answerAlone(connection, batch)) return;
    this.turns.add({
      of: connection,
      run: async () => this.answer(connection, batch),
      patience: { ms: lockWaitMs, onLost: () => this.refuse(connection, batch) },
    });
  }

  private refuse(connection: Connection, batch: Batch): void {
    const reason = `another client kept a transaction open for ${this.parts.lockWaitMs} ms`;
    const error = errorFrame('55P03', `embedded database busy: ${reason}`);
    this.reply(connection, batch, [error, connection.beginning.refuse(batch)]);
  }

  /** Answers what the backend need not know of. */
  private answerAlone(connection: Connection, batch: Batch): boolean {
    const frames = connection.beginning.answerTo(batch);
    if (frames) this.reply(connection, batch, frames);
    return frames !== undefined;
  }

  private reply(connection: Connection, batch: Batch, frames: readonly Frame[]): void {
    connection.send(...frames.filter((sent) => batch.endsWithReady || typeOf(sent) !== 'Z'));
  }

  private async answer(connection: Connection, batch: Batch): Promise<void> {
    if (connection.isClosed || this.answerAlone(connection, batch)) return;
    await this.handOver(connection);
    const begin = connection.beginning.take();
    if (begin) await this.backend.run(begin);
    const listening = listeningIn(batch.sql);
    const reply =
      listening?.verb === 'UNLISTEN'
        ? this.stopListening(connection, listening)
        : await this.backend.run(batch.bytes);
    if (listening?.verb === 'LISTEN' && !reply.frames.some((sent) => typeOf(sent) === 'E'))
      connection.channels.add(listening.channel);
    this.turns.holder = reply.status === 'I' ? undefined : connection;
    this.reply(connection, batch, reply.frames);
    if (connection.isClosed) await this.release(connection);
  }

  private async handOver(next: Connection | undefined): Promise<void> {
    const last = this.lastAtWork;
    this.lastAtWork = next;
    if (last && last !== next) await this.backend.query(FORGET_SESSION);
  }

  /** Never told to the backend, where others may still listen to the same channel. */
  private stopListening(connection: Connection, { channel }: Listening): Reply {
    if (channel === '*') connection.channels.clear();
    else connection.channels.delete(channel);
    const status: Status = this.turns.holder === connection ? 'T' : 'I';
    return { frames: [completeFrame('UNLISTEN'), readyFrame(status)], status };
  }

  private deliver({ channel, frame }: Notification): void {
    for (const connection of this.connections)
      if (connection.channels.has(channel)) connection.send(frame);
  }

  private forget(connection: Connection): void {
    this.connections.delete(connection);
    this.turns.drop(connection);
    this.turns.addFirst({ of: connection, run: async () => this.release(connection) });
    const closing = [...connection.statements.names].map(closeStatementFrame);
    if (closing.length > 0)
      this.turns.add({
        run: async () => this.backend.run(Buffer.concat([...closing, syncFrame()])),
      });
  }

  /** A client that goes takes its unfinished transaction along. */
  private async release(connection: Connection): Promise<void> {
    if (this.turns.holder !== connection) return;
    await this.backend.query('rollback');
    this.turns.holder = undefined;
  }
}
