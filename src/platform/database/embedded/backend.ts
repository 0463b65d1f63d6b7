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
  readonly notifications: readonly Notification[];
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
  private swallowed = false;

  constructor(db: PGlite) {
    this.db = db;
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
    const reply = sorted(await this.exchange(bytes));
    if (!this.swallowed) return reply;
    const { status = 'I' } = sorted(await this.exchange(queryFrame('select 1/0')));
    return {
      frames: [errorFrame('XX000', GEOMETRY_FAILED), readyFrame(status)],
      status,
      notifications: reply.notifications,
    };
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

const isNotification = (message: Frame) => typeOf(message) === 'A';

/** Notifications are for whoever listens, not for whoever happened to ask. */
function sorted(bytes: Buffer): Reply {
  const all = takeFrames(bytes).frames;
  const frames = all.filter((message) => !isNotification(message));
  const notifications = all.filter(isNotification).map((message) => ({
    channel: textAt(bodyOf(message), 4).text,
    frame: message,
  }));
  return { frames, status: statusIn(frames), notifications };
}
