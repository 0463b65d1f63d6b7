import { setTimeout as wait } from 'node:timers/promises';
import { CloseCode } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Events } from '../domain/events.ts';
import type { Actor, Platform } from '../platform/context.ts';
import type { FeedEvent } from '../platform/feed/events.ts';
import type { Log } from '../platform/log.ts';

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

/** A socket ends with the session it was opened in, and when what its account may see has changed: it may come back anew. */
export async function closeWhenRevoked(
  socket: WebSocket,
  { streetId, accountId = '', sessionId }: Actor,
  follow: Platform['follow'],
): Promise<void> {
  const messages = follow({ streetId, recipientId: accountId });
  socket.once('close', () => void messages.return(undefined));
  for await (const message of messages)
    if (message.type === 'EVENT' && ends(message.event, sessionId)) break;
  socket.close(CloseCode.Forbidden, 'session ended');
}

function ends({ name, payload }: FeedEvent, sessionId: string | undefined): boolean {
  if (name === ('account.scope_changed' satisfies keyof Events)) return true;
  const revoked: keyof Events = 'session.revoked';
  return name === revoked && (payload as Events[typeof revoked]).sessionId === sessionId;
}

/** Whoever sends what cannot be read is cut off by `ws`; the log hears of it in a word, not with a stack for each frame. */
export function hearErrors(sockets: WebSocketServer, log: Log): void {
  sockets.on('connection', (socket) => {
    socket.removeAllListeners('error');
    socket.on('error', ({ code }: NodeJS.ErrnoException) => log.debug({ code }, 'a socket broke'));
  });
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
