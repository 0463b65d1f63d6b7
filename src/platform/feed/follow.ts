import { Refusal } from '../errors.ts';
import { cursorText, parseCursor, type Cursor } from './cursor.ts';
import type { FeedEvent } from './events.ts';
import type { Head, Inbox } from './inbox.ts';
import type { Reader } from './reader.ts';

/**
 * What a follower is told. HEAD: all events up to the cursor have been told (first of all, and as a heartbeat). EVENT:
 * the next one. RESET: what came after the follower's cursor is gone; load the present anew, then go on from this cursor.
 */
export type FeedMessage =
  | { readonly type: 'HEAD' | 'RESET'; readonly cursor: string }
  | { readonly type: 'EVENT'; readonly cursor: string; readonly event: FeedEvent };

export interface Following extends Inbox {
  /** The last cursor the follower has, if any; otherwise it begins now. */
  readonly since?: string | null | undefined;
}

/** Where a follower's events come from. */
export interface Source {
  readonly reader: Pick<Reader, 'next'>;
  /** What the inbox holds now; waits while the database is away, and answers nothing once the signal came. */
  readonly headOf: (inbox: Inbox, signal: AbortSignal) => Promise<Head | undefined>;
  /** Those who follow now, each by the signal of its end. */
  readonly followers: Set<AbortSignal>;
  readonly heartbeatMs: number;
}

/** The cursor is checked here, so that a text that was never a cursor is refused before anything is sent. */
export function follow(
  source: Source,
  following: Following,
  stopped: AbortSignal,
): AsyncGenerator<FeedMessage, undefined> {
  const since = following.since ? parseCursor(following.since) : undefined;
  if (since === null) throw NOT_A_CURSOR();
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, stopped]);
  return endingAtOnce(tell(source, { ...following, since }, signal), left);
}

const NOT_A_CURSOR = () =>
  new Refusal('INVALID_CURSOR', {
    zh: '这个位置标记无效，请从当前位置重新开始。',
    en: 'This is not a cursor of this feed; begin again from the present.',
  });

interface Told extends Inbox {
  readonly since: Cursor | undefined;
}

async function* tell(
  source: Source,
  told: Told,
  signal: AbortSignal,
): AsyncGenerator<FeedMessage, undefined> {
  source.followers.add(signal);
  try {
    const head = await source.headOf(told, signal);
    if (head) yield* tellFrom(source, { ...told, head }, signal);
  } finally {
    source.followers.delete(signal);
  }
}

async function* tellFrom(
  source: Source,
  { head, ...told }: Told & { head: Head },
  signal: AbortSignal,
): AsyncGenerator<FeedMessage, undefined> {
  let [beat, place] = beatOf(head, told.since ?? { epoch: head.epoch, seq: head.lastSeq });
  yield beat;
  while (!signal.aborted) {
    const asked = { ...told, after: place.seq };
    const events = await source.reader.next(asked, source.heartbeatMs, signal);
    if (events[0]?.seq === place.seq + 1) {
      for (const event of events) {
        place = { ...place, seq: event.seq };
        yield { type: 'EVENT', cursor: cursorText(place), event };
      }
    } else {
      const now = await source.headOf(told, signal);
      if (!now) return;
      [beat, place] = beatOf(now, place);
      yield beat;
    }
  }
}

/** HEAD while every event after the place is still there, otherwise RESET to the end of the inbox. */
function beatOf(head: Head, place: Cursor): [FeedMessage, Cursor] {
  if (holds(head, place)) return [{ type: 'HEAD', cursor: cursorText(place) }, place];
  const end = { epoch: head.epoch, seq: head.lastSeq };
  return [{ type: 'RESET', cursor: cursorText(end) }, end];
}

const holds = (head: Head, { epoch, seq }: Cursor) =>
  epoch === head.epoch && seq >= head.firstSeq - 1 && seq <= head.lastSeq;

/** A generator alone would hear of its end only after the wait it is in. */
export const endingAtOnce = <T>(
  source: AsyncGenerator<T, undefined>,
  left: AbortController,
): AsyncGenerator<T, undefined> => ({
  next: () => source.next(),
  return() {
    left.abort();
    return source.return(undefined);
  },
  throw(error) {
    left.abort();
    return source.throw(error);
  },
  [Symbol.asyncIterator]() {
    return this;
  },
  async [Symbol.asyncDispose]() {
    await this.return(undefined);
  },
});
