import { createClient } from 'graphql-ws';
import { createContext, useContext } from 'react';
import type { Me } from '../shared/documents/access.ts';
import type { Session } from '../shared/session.ts';
import { createStore, type Store } from '../shared/store.ts';
import { emptyBoard, noFilter, type Filter } from './board.ts';
import type { Place } from './documents/ground.ts';
import type { Live } from './live.ts';
import type { Positions } from './positions.ts';
import type { DrawnRounds } from './rounds/drawn.ts';

/** The panels that stand for themselves. */
export type SideName = 'care' | 'plans' | 'duty' | 'coverage' | 'rounds';

/** What stands in the right-hand panel. */
export type Panel =
  | { show: 'nothing' }
  | { show: 'request'; id: string }
  | { show: 'opening' }
  | { show: SideName };

/** What the map draws for the request in the panel: the suggested riders by rank, or the assigned one with rank 0. */
export interface Focus {
  requestId: string;
  candidates: { riderId: string; rank: number; point: Place | undefined }[];
}

/** Waiting for a point from the map, and who gets it. */
export interface Picking {
  target: 'dropoff' | 'pickup';
  dropoff?: Place;
  pickup?: Place;
}

/** Everything one signed-in dispatcher works with. */
export interface Desk extends Live {
  me: Me;
  panel: Store<Panel>;
  filter: Store<Filter>;
  focus: Store<Focus | undefined>;
  picking: Store<Picking | undefined>;
  /** The rounds that are being planned. */
  rounds: Store<DrawnRounds | undefined>;
  /** The colours of grids while coverage is looked at. */
  shading: Store<ReadonlyMap<string, string> | undefined>;
  /** Whether single keys do something; some people's tools type letters by themselves. */
  shortcuts: Store<boolean>;
}

/** A desk for the person signed in, with one socket that opens when first needed. */
export function createDesk(session: Session, me: Me): Desk {
  const client = createClient({
    url: new URL('/graphql', location.href).href.replace(/^http/, 'ws'),
    connectionParams: async () => ({ token: await session.token() }),
    retryAttempts: 0,
    lazy: true,
    on: { error: () => undefined },
  });
  return {
    session,
    client,
    me,
    board: createStore(emptyBoard),
    positions: createStore<Positions>(new Map()),
    panel: createStore<Panel>({ show: 'nothing' }),
    filter: createStore(noFilter),
    focus: createStore<Focus | undefined>(undefined),
    picking: createStore<Picking | undefined>(undefined),
    rounds: createStore<DrawnRounds | undefined>(undefined),
    shading: createStore<ReadonlyMap<string, string> | undefined>(undefined),
    shortcuts: keptSwitch('red-bridge.shortcuts'),
  };
}

/** A switch that this device remembers; on until switched off. */
function keptSwitch(key: string): Store<boolean> {
  const kept = createStore(localStorage.getItem(key) !== 'off');
  kept.subscribe(() => localStorage.setItem(key, kept.get() ? 'on' : 'off'));
  return kept;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

/** The desk of the page; only inside it. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('there is no desk around this part of the page');
  return desk;
}

export const may = ({ me }: Desk, permission: string): boolean =>
  me.permissions.includes(permission);
