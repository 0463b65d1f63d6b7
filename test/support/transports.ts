import { httpClient, type Refused } from './http-client.ts';
import { openSocket } from './raw-socket.ts';
import type { Running } from './running.ts';

/** What both transports tell. */
export interface Told {
  readonly data?: Record<string, any> | null | undefined;
  readonly errors: readonly Refused[];
}

export type Asking = (query: string, variables?: Record<string, unknown>) => Promise<Told>;

/** The two doors of the service: what holds at one must hold at the other. */
export const transports = ['HTTP', 'WebSocket'] as const;
export type Transport = (typeof transports)[number];

/** Asks one question over a socket of its own. */
const socketClient =
  (running: Running, token?: string): Asking =>
  async (query, variables) => {
    const { begin, ask, hear, socket } = await openSocket(running);
    await begin(token);
    ask('1', query, variables);
    const { type, payload } = await hear();
    socket.terminate();
    return type === 'error' ? { errors: payload } : { errors: [], ...payload };
  };

export const clientOver = (transport: Transport, running: Running, token?: string): Asking =>
  transport === 'HTTP' ? httpClient(running, token) : socketClient(running, token);
