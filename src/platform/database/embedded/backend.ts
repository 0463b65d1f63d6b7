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
const GEOMETRY_FAILED =
  'a geometry function failed in the embedded PostGIS: the geometry is probably invalid';

/**
 * The one backend of the embedded database, spoken to in wire messages.
 *
 * PGlite drops every exception that is not its own long jump ('unwind'): a GEOS exception gives no answer at all
 * (electric-sql/pglite #916). Here it becomes an error that aborts the transaction; inside plpgsql it stays unseen.
 */
export class Backend {
  private readonly db: PGlite;
  private readonly onNotification: (notification: Notification) => void;
  private swallowed = false;

  /** Notifications are for whoever listens, not for whoever happened to ask: they are told apart from the replies. */
  constructor(db: PGlite, onNotification: (notification: Notification) => void) {
    this.db = db;
    this.onNotification = onNotification;
    const module: Record<string, () => void> = Reflect.get(db, 'mod');
    const loopOnce = module[LOOP_ONCE]!;
    module[LOOP_ONCE] = () => {
      try {
        loopOnce();
      } catch (error) {
        if (error instanceof Error && error.name === 'RuntimeError') this.die(error);
        if (error !== 'unwind') this.swallowed = true;
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
    const frames = said.filter((frame) => !isNotification(frame));
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

const isNotification = (message: Frame): boolean => typeOf(message) === 'A';
