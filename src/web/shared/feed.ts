import type { Client } from 'graphql-ws';

/** One event of an inbox; `seq` is dense, so a follower can see for itself that it missed nothing. */
export interface FeedEvent {
  readonly seq: number;
  readonly id: string;
  readonly name: string;
}

interface FeedMessage<Event> {
  readonly type: 'HEAD' | 'EVENT' | 'RESET';
  readonly cursor: string;
  readonly event?: Event | null;
}

/** LIVE: told everything up to now. WAITING: cut off, tries again by itself. */
export type FeedState = 'CONNECTING' | 'LIVE' | 'WAITING' | 'STOPPED';

export interface FeedFollower<Event extends FeedEvent> {
  /** Made with `retryAttempts: 0` and `lazy`: its own retry would ask again from the first cursor. */
  readonly client: Pick<Client, 'subscribe'> & Partial<Pick<Client, 'terminate'>>;
  /** A subscription with one field, a FeedMessage, and a variable `$since: String`. */
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The cursor of what is already shown; otherwise the feed begins now. */
  readonly since?: string | null;
  readonly onEvent: (event: Event) => void;
  /** Events were lost for good: load the present anew and answer its cursor. Rejecting tries again later. */
  readonly onReset: () => Promise<string>;
  readonly onState?: (state: FeedState) => void;
  /** The server could not answer, for instance because the sign-in has ended; it is asked again later. */
  readonly onRefused?: (errors: unknown) => void;
  /** A link from which nothing was heard for so long is cut and made anew; the server speaks every 15 s. */
  readonly silenceMs?: number;
  /** Between 0 and 1; spreads the return of many clients. */
  readonly chance?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/**
 * Follows a feed through every cut: each event once, in order. Asks again from the last cursor, drops what it has had, and
 * takes a gap for a reset. Returns the way to stop.
 */
export function followFeed<Event extends FeedEvent>(follower: FeedFollower<Event>): () => void {
  const { client, silenceMs = 40_000, chance = Math.random } = follower;
  let cursor = follower.since ?? null;
  let attempts = 0;
  let leave: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (state: FeedState) => follower.onState?.(state);

  function after(ms: number, work: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  }

  function cut(): void {
    clearTimeout(timer);
    leave?.();
    leave = undefined;
  }

  /** Full jitter: any wait up to the bound is as likely as any other. */
  function later(work: () => void): void {
    cut();
    tell('WAITING');
    after(chance() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts++), work);
  }

  function connect(): void {
    tell('CONNECTING');
    leave = listenTo(follower, cursor, {
      take,
      lost: () => later(connect),
    });
    expectNews();
  }

  function expectNews(): void {
    after(silenceMs, () => {
      client.terminate?.();
      later(connect);
    });
  }

  function reset(): void {
    cut();
    let left = false;
    leave = () => (left = true);
    const again = (work: () => void) => left || work();
    void reload().then(
      () => again(connect),
      () => again(() => later(reset)),
    );
  }

  async function reload(): Promise<void> {
    cursor = await follower.onReset();
  }

  function take({ type, cursor: next, event }: FeedMessage<Event>): void {
    attempts = 0;
    expectNews();
    cursor ??= next;
    const ahead = seqOf(next) - seqOf(cursor);
    if (type === 'RESET' || ahead > (type === 'EVENT' ? 1 : 0)) return reset();
    if (type === 'HEAD') return tell('LIVE');
    if (ahead < 1 || !event) return;
    cursor = next;
    follower.onEvent(event);
  }

  connect();
  return () => {
    cut();
    tell('STOPPED');
  };
}

interface Ears<Event> {
  readonly take: (message: FeedMessage<Event>) => void;
  readonly lost: () => void;
}

/** One subscription, until it is left or lost; says so once. */
function listenTo<Event extends FeedEvent>(
  { client, document, variables, onRefused }: FeedFollower<Event>,
  since: string | null,
  { take, lost }: Ears<Event>,
): () => void {
  let open = true;
  const close = () => {
    if (open) lost();
  };
  const dispose = client.subscribe<Record<string, FeedMessage<Event>>>(
    { query: document, variables: { ...variables, since } },
    {
      next({ data, errors }) {
        const [message] = Object.values(data ?? {});
        if (!open) return;
        if (message) return take(message);
        onRefused?.(errors);
        close();
      },
      error(reason) {
        if (open && Array.isArray(reason)) onRefused?.(reason);
        close();
      },
      complete: close,
    },
  );
  return () => {
    open = false;
    dispose();
  };
}

const seqOf = (cursor: string): number => Number(cursor.slice(cursor.lastIndexOf(':') + 1));
