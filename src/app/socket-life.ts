import { setTimeout as wait } from 'node:timers/promises';
import { CloseCode } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';

const GOING_AWAY = 1001;
/** Sockets are closed in slices over this time at a stop, so that clients do not all come back at once. */
const DRAIN_MS = 2_000;
const SLICES = 10;

/** Browsers say where a page came from: only our own pages and the origins of the configuration may open a socket. */
export function welcome(
  allowed: readonly string[],
  origin: string | undefined,
  host?: string,
): boolean {
  if (!origin) return true;
  return allowed.includes(origin) || URL.parse(origin)?.host === host;
}

/** A socket lives no longer than the token it was opened with. */
export function closeAfter(socket: WebSocket, leftMs: number): void {
  const expire = () => socket.close(CloseCode.Forbidden, 'token expired');
  const timer = setTimeout(expire, Math.max(0, leftMs));
  socket.once('close', () => clearTimeout(timer));
}

/** Says goodbye to every socket, a slice at a time, then ends the protocol. */
export async function closeAll(
  sockets: WebSocketServer,
  protocol: { dispose(): void | Promise<void> },
): Promise<void> {
  const open = [...sockets.clients];
  const slice = Math.ceil(open.length / SLICES);
  for (let from = 0; from < open.length; from += slice) {
    for (const socket of open.slice(from, from + slice)) socket.close(GOING_AWAY, 'going away');
    if (from + slice < open.length) await wait(DRAIN_MS / SLICES);
  }
  await protocol.dispose();
}
