import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import {
  contextFor,
  systemActor,
  type Context,
  type Platform,
} from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { systemClock, type Clock } from '../../src/platform/clock.ts';
import { eventsOf, type FeedEvent } from '../../src/platform/feed/events.ts';
import { startFeed, type Feed, type FeedParts } from '../../src/platform/feed/feed.ts';
import type { FeedMessage } from '../../src/platform/feed/follow.ts';
import { testDatabase } from '../support/database.ts';
import { testTools } from '../support/tools.ts';

/** What happens on this stage: a parcel moves, and its rider hears of it. */
interface Events {
  'parcel.moved': { n: number; riderId?: string };
  'parcel.lost': { n: number };
}

export const { record, on, onAny } = eventsOf<Events>({ followers: ['riderId'] });

export interface Stage {
  readonly url: string;
  readonly platform: Platform;
  readonly streetId: string;
  readonly in: (streetId: string) => Context;
  readonly tell: (...facts: Events['parcel.moved'][]) => Promise<void>;
  readonly feed: (parts?: Partial<FeedParts>) => Feed;
  /** What reactions and timers of a test did, in order; kept in the database, so a rollback undoes it. */
  readonly marks: (what: string) => Promise<Mark[]>;
  /** The clock of the database, which marks are set by. */
  readonly nowMs: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface Mark {
  readonly streetId: string;
  readonly n: number;
  readonly atMs: number;
}

export const mark = ({ em, actor }: Context, what: string, n: number) =>
  em.execute('insert into mark (street_id, what, n) values (?, ?, ?)', [actor!.streetId, what, n]);

/** A street office whose only life is its feed. */
export async function openStage(clock: Clock = systemClock): Promise<Stage> {
  const { url } = await testDatabase();
  const orm = await openDatabase(url, []);
  const owner = orm.em.fork();
  await owner.execute(
    `drop table if exists mark;
     create table mark (id int generated always as identity, street_id uuid, what text, n int,
       at timestamptz default clock_timestamp());
     grant all on mark to red_bridge_app`,
  );
  const feeds: Feed[] = [];
  const committed = () => feeds.forEach((feed) => feed.committed());
  const follow: Platform['follow'] = (following) => feeds[0]!.follow(following);
  const platform: Platform = { orm, clock, committed, follow, ...testTools() };
  const streetId = await openStreet(platform, '310101001');
  const inStreet = (streetId: string) => contextFor(platform, systemActor(streetId));
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  return {
    url,
    platform,
    streetId,
    in: inStreet,
    async tell(...facts) {
      const ctx = inStreet(streetId);
      await inTransaction(ctx.em, async () => {
        for (const fact of facts) await record(ctx, 'parcel.moved', fact);
      });
      committed();
    },
    feed(parts) {
      const feed = startFeed(platform, { reactions: [], timers: [], log, retryMs: 2, ...parts });
      feeds.push(feed);
      return feed;
    },
    marks: (what) =>
      owner.execute(
        `select street_id as "streetId", n, extract(epoch from at)::float8 * 1000 as "atMs"
         from mark where what = ? order by id`,
        [what],
      ),
    async nowMs() {
      const [row] = await owner.execute<{ nowMs: number }[]>(
        `select extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs"`,
      );
      return row!.nowMs;
    },
    async close() {
      await Promise.all(feeds.map((feed) => feed.stop()));
      await owner.execute('drop table mark');
      await orm.close(true);
    },
  };
}

export async function openStreet(platform: Platform, code: string): Promise<string> {
  const id = randomUUID();
  await contextFor(platform, null).em.execute(
    `insert into street (id, code, name, outline) values (?, ?, '试验街道',
       st_multi(st_makeenvelope(121.4, 31.2, 121.5, 31.3, 4326)))`,
    [id, code],
  );
  return id;
}

/** Takes messages until the work says that it has enough, then leaves. */
export async function takeUntil(
  messages: AsyncGenerator<FeedMessage, undefined>,
  enough: (message: FeedMessage) => boolean,
): Promise<FeedMessage[]> {
  const taken: FeedMessage[] = [];
  for await (const message of messages) {
    taken.push(message);
    if (enough(message)) break;
  }
  return taken;
}

export const numberOf = (message: FeedMessage): number | undefined =>
  message.type === 'EVENT' ? numberIn(message.event) : undefined;

const numberIn = ({ payload }: FeedEvent): number => Number(Object(payload).n);

const PATIENCE_MS = 45_000;

/** Waits for a condition in the database or the process. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
