import type { Client } from 'graphql-ws';

export interface LatestFollower<Answer> {
  readonly client: Pick<Client, 'subscribe'>;
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Before the first answer after each (re)connection, which holds the whole present. */
  readonly onStart: () => void;
  readonly onNext: (answer: Answer) => void;
  /** Between 0 and 1; spreads the return of many clients. */
  readonly chance?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Follows a subscription that only tells the latest, through every cut; nothing is made up for. Returns the way to stop. */
export function followLatest<Answer>(follower: LatestFollower<Answer>): () => void {
  const { client, document, variables, onStart, onNext, chance = Math.random } = follower;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leave: (() => void) | undefined;

  function again(): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts++);
    clearTimeout(timer);
    timer = setTimeout(connect, chance() * wait);
  }

  function connect(): void {
    let first = true;
    let open = true;
    const lost = () => {
      if (open) again();
      open = false;
    };
    const dispose = client.subscribe<Answer>(
      { query: document, variables },
      {
        next({ data }) {
          if (!open || !data) return;
          attempts = 0;
          if (first) onStart();
          first = false;
          onNext(data);
        },
        error: lost,
        complete: lost,
      },
    );
    leave = () => {
      open = false;
      dispose();
    };
  }

  connect();
  return () => {
    clearTimeout(timer);
    leave?.();
  };
}
