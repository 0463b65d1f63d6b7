import { endingAtOnce } from '../feed/follow.ts';
import { startLoop, type Loop } from '../jobs/loop.ts';

/** Something that changes too fast for the feed and is looked at by many: read for all of them together. */
export interface Picture<T> {
  /** Watchers of the same name share one reading. */
  readonly name: string;
  readonly read: () => Promise<T>;
}

/** The pictures of this process that somebody watches now. */
export interface Live {
  /**
   * Tells one watcher what is news to them: from the picture as it is, then from each new one. `newsIn` answers undefined
   * when there is nothing to tell; what a slow watcher misses in between is left out.
   */
  watch<T, News>(
    picture: Picture<T>,
    newsIn: (picture: T) => News | undefined,
  ): AsyncGenerator<News, undefined>;
}

export interface LiveParts {
  /** Nobody is told more often. */
  readonly everyMs: number;
  readonly failed: (error: unknown) => void;
}

/** Nothing is read while nobody watches; a picture is read once per interval, however many watch it. */
export function openLive(parts: LiveParts): Live {
  const shown = new Map<string, Showing>();

  async function* tell<T, News>(
    picture: Picture<T>,
    newsIn: (picture: T) => News | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<News, undefined> {
    const showing = shown.get(picture.name) ?? show(picture, parts);
    shown.set(picture.name, showing);
    showing.watchers++;
    try {
      // Watchers of one name share one reading, hence its type.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      yield* readings(showing, (latest) => newsIn(latest as T), signal);
    } finally {
      showing.watchers--;
      if (showing.watchers === 0) {
        shown.delete(picture.name);
        await showing.loop.stop();
      }
    }
    return undefined;
  }

  return {
    watch(picture, newsIn) {
      const left = new AbortController();
      return endingAtOnce(tell(picture, newsIn, left.signal), left);
    },
  };
}

interface Showing {
  /** How many times it was read. */
  reading: number;
  latest?: unknown;
  watchers: number;
  readonly waiting: Set<() => void>;
  readonly loop: Loop;
}

function show({ read }: Picture<unknown>, { everyMs, failed }: LiveParts): Showing {
  const waiting = new Set<() => void>();
  const showing: Showing = {
    reading: 0,
    watchers: 0,
    waiting,
    loop: startLoop({
      async step() {
        const latest = await read();
        showing.latest = latest;
        showing.reading++;
        for (const wake of waiting) wake();
        return everyMs;
      },
      failed,
    }),
  };
  return showing;
}

async function* readings<News>(
  showing: Showing,
  newsIn: (latest: unknown) => News | undefined,
  signal: AbortSignal,
): AsyncGenerator<News, undefined> {
  let from = Math.max(1, showing.reading);
  let waited = false;
  while (!signal.aborted) {
    if (showing.reading < from) {
      waited = true;
      await nextReading(showing, signal);
      continue;
    }
    // Who did not wait is told at once, and leaves out the reading that would follow too closely.
    from = showing.reading + (waited ? 1 : 2);
    waited = false;
    const news = newsIn(showing.latest);
    if (news !== undefined) yield news;
  }
  return undefined;
}

const nextReading = ({ waiting }: Showing, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    waiting.add(wake);
    signal.addEventListener('abort', wake);
  });
