import type { PGlite } from '@electric-sql/pglite';
import {
  bodyOf,
  errorFrame,
  queryFrame,
  readyFrame,
  startupPacket,
  statusIn,
  takeFrames,
  textAt,
  typeOf,
  type Frame,
  type Status,
} from './frames.ts';

export interface Notification {
  readonly channel: string;
  readonly frame: Frame;
}

export interface Reply {
  readonly frames: readonly Frame[];
  /** Absent when the backend waits for more of the same batch. */
  readonly status: Status | undefined;
}

const LOOP_ONCE = '_PostgresMainLoopOnce';
const STACK_POINTER = '___stack_pointer';
const GEOMETRY_FAILED =
  'a geometry function failed in the embedded PostGIS: the geometry is probably invalid';

/** What is used of PGlite's inside. */
interface Module {
  [LOOP_ONCE]: () => void;
  readonly [STACK_POINTER]: { value: number };
}

/**
 * The one backend of the embedded database, spoken to in wire messages.
 *
 * PGlite drops every exception that is not its own long jump ('unwind'): a GEOS exception gives no answer at all
 * (electric-sql/pglite #916). Here it becomes an error that aborts the transaction; inside plpgsql it stays unseen.
 * Neither does it clear the stack after an error: after about 1,900 of them nothing more would be answered.
 */
export class Backend {
  private readonly db: PGlite;
  private readonly onNotification: (notification: Notification) => void;
  private swallowed = false;

  /** Notifications are for whoever listens, not for whoever happened to ask: they are told apart from the replies. */
  constructor(db: PGlite, onNotification: (notification: Notification) => void) {
    this.db = db;
    this.onNotification = onNotification;
    const module: Module = Reflect.get(db, 'mod');
    const loopOnce = module[LOOP_ONCE];
    const stack = module[STACK_POINTER];
    module[LOOP_ONCE] = () => {
      const height = stack.value;
      try {
        loopOnce();
      } catch (error) {
        if (error instanceof Error && error.name === 'RuntimeError') this.die(error);
        if (error === 'unwind') stack.value = height;
        else this.swallowed = true;
        throw error;
      }
    };
  }

  /** What the backend says to a client that has signed in. */
  async greet(): Promise<Buffer> {
    return this.exchange(
      startupPacket({ user: 'postgres', database: 'postgres', client_encoding: 'UTF8' }),
    );
  }

  async query(sql: string): Promise<Reply> {
    return this.run(queryFrame(sql));
  }

  async run(bytes: Buffer): Promise<Reply> {
    this.swallowed = false;
    const reply = await this.ask(bytes);
    if (!this.swallowed) return reply;
    const { status = 'I' } = await this.ask(queryFrame('select 1/0'));
    return { frames: [errorFrame('XX000', GEOMETRY_FAILED), readyFrame(status)], status };
  }

  private async ask(bytes: Buffer): Promise<Reply> {
    const said = takeFrames(await this.exchange(bytes)).frames;
    for (const frame of said.filter(isNotification))
      this.onNotification({ channel: textAt(bodyOf(frame), 4).text, frame });
    const last = said.findLastIndex(isReady);
    // A refused batch of the extended protocol is told ready twice: when it fails, and at its Sync. A client counts these.
    const frames = said.filter(
      (frame, i) => !isNotification(frame) && (i === last || !isReady(frame)),
    );
    return { frames, status: statusIn(frames) };
  }

  private async exchange(bytes: Buffer): Promise<Buffer> {
    const said: Buffer[] = [];
    const onRawData = (data: Uint8Array) => void said.push(Buffer.from(data));
    await this.db.runExclusive(async () =>
      this.db.execProtocolRawStream(new Uint8Array(bytes), { onRawData }),
    );
    return Buffer.concat(said);
  }

  /** A trap leaves the backend's memory in an unknown state: nothing more may be written from it. */
  private die(trap: Error): never {
    console.error('embedded database trapped', trap);
    process.kill(process.pid, 'SIGKILL');
    throw trap;
  }
}

const isReady = (message: Frame): boolean => typeOf(message) === 'Z';
const isNotification = (message: Frame): boolean => typeOf(message) === 'A';
