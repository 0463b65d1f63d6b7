import type { Client } from 'graphql-ws';
import { followFeed } from '../shared/feed.ts';
import { followLatest } from '../shared/latest.ts';
import type { Session } from '../shared/session.ts';
import type { Store } from '../shared/store.ts';
import { withBoard, withEvent, type BoardState } from './board.ts';
import {
  BoardFeed,
  BoardQuery,
  CrewQuery,
  PositionFeed,
  type BoardEvent,
  type Box,
  type RiderPosition,
} from './documents/board.ts';
import { withPositions, type Positions } from './positions.ts';

/** What the live side of the console works on. */
export interface Live {
  session: Session;
  client: Client;
  board: Store<BoardState>;
  positions: Store<Positions>;
}

const CREW_WAIT_MS = 1500;

/** Loads the board and follows it; answers the way to stop. Rejects when the board cannot be loaded at all. */
export async function openBoard(live: Live): Promise<() => void> {
  const { board, client } = live;
  const crew = refreshCrew(live);
  const stop = followFeed<BoardEvent>({
    client,
    document: BoardFeed,
    since: await loadBoard(live),
    onReset: () => loadBoard(live),
    onEvent: (event) => {
      board.change((now) => ({ ...withEvent(now, event), heardAt: Date.now() }));
      crew.soon();
    },
    onState: (link) =>
      board.change((now) => ({
        ...now,
        link,
        heardAt: link === 'LIVE' ? Date.now() : now.heardAt,
      })),
  });
  return () => {
    crew.stop();
    stop();
  };
}

async function loadBoard({ session, board }: Live): Promise<string> {
  const answer = await session.ask(BoardQuery, {});
  const heardAt = Date.now();
  const offsetMs = Date.parse(answer.board.at) - heardAt;
  board.change((now) => ({ ...withBoard(now, answer.board), heardAt, offsetMs }));
  return answer.board.cursor;
}

/** Head counts are not in the events: asked again a moment after the last of a burst. */
function refreshCrew({ session, board }: Live) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () =>
    session.ask(CrewQuery, {}).then(
      ({ board: crew }) => board.change((now) => ({ ...now, crew })),
      () => undefined,
    );
  return {
    soon() {
      timer ??= setTimeout(() => {
        timer = undefined;
        void ask();
      }, CREW_WAIT_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Follows the riders inside a box: the whole set at first, then what changed. */
export function followRiders({ client, positions }: Live, bbox: Box): () => void {
  return followLatest<{ riderPositions: RiderPosition[] }>({
    client,
    document: PositionFeed,
    variables: { bbox },
    onStart: () => positions.change(() => new Map()),
    onNext: ({ riderPositions }) => positions.change((now) => withPositions(now, riderPositions)),
  });
}
