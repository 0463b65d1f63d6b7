import type { IncomingMessage, Server } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, MessageType, type Context as Socket, type SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Context } from '../platform/context.ts';
import { openDocuments, type ReadDocument } from '../platform/graphql/documents.ts';
import { execute, type Operation } from '../platform/graphql/execute.ts';
import { mask, maskedResult, maskResult } from '../platform/graphql/mask.ts';
import { TOO_MANY_REQUESTS } from '../platform/graphql/sentences.ts';
import { openSharing, type Sharing } from '../platform/graphql/sharing.ts';
import { subscribe } from '../platform/graphql/subscribe.ts';
import { contextOf, type Parts } from './parts.ts';
import { closeAfter, closeAll, closeWhenRevoked, hearErrors, welcome } from './socket-life.ts';

const FRAME_LIMIT_BYTES = 64 * 1024;
const KEEP_ALIVE_MS = 12_000;
const INIT_WAIT_MS = 3_000;
/** How long a client may take to answer a goodbye before it is cut off; a stop waits for it. The types of ws do not know it yet. */
const patience = { closeTimeout: 2_000 };
/** Operations one socket may have under way. */
const OPERATION_LIMIT = 20;

/** The WebSocket side: the graphql-transport-ws protocol, with the same execution, limits and masking as HTTP. */
export function openSockets(parts: Parts, server: Server): { stop(): Promise<void> } {
  const { log } = parts;
  const sharing = openSharing();
  const documents = openDocuments(parts.schema, parts.config.introspection);
  const sockets = new WebSocketServer({
    server,
    path: '/graphql',
    maxPayload: FRAME_LIMIT_BYTES,
    perMessageDeflate: false,
    ...patience,
    verifyClient: ({ origin, req }: { origin: string; req: IncomingMessage }) =>
      welcome(parts.config.allowedOrigins, origin, req.headers.host),
  });
  const protocol = useServer(
    {
      // Outside development the library says nothing of an error's own text to the other side.
      isProd: true,
      connectionInitWaitTimeout: INIT_WAIT_MS,
      onConnect: (socket) => admit(parts, socket),
      onSubscribe: (socket, id, payload) => read({ ...parts, documents }, socket, id, payload),
      execute: (args) => maskedResult(log, () => execute(args as Operation)),
      subscribe: (args) => following(parts, args as Asked, sharing),
      onNext: (...[, , , , result]) => maskResult(result as ExecutionResult, log),
      onError: (_socket, _id, _payload, errors) => errors.map((error) => mask(error, log)),
    },
    sockets,
    KEEP_ALIVE_MS,
  );
  hearErrors(sockets, log);
  return { stop: () => closeAll(sockets, protocol) };
}

async function admit(
  parts: Parts,
  socket: Socket<Record<string, unknown>, Extra>,
): Promise<boolean> {
  const token = tokenOf(socket);
  if (!token) return true;
  try {
    const actor = await parts.authenticate(token);
    const now = parts.platform.clock.now();
    const { expiresAt = now } = actor;
    closeAfter(socket.extra.socket, expiresAt.getTime() - now.getTime());
    closeWhenRevoked(socket.extra.socket, actor, parts.platform.follow).catch((err: unknown) => {
      parts.log.error({ err }, 'the session of a socket is not watched any more');
      socket.extra.socket.close(CloseCode.InternalServerError);
    });
    return true;
  } catch {
    return false;
  }
}

/** A question, how to build its context anew for each event of a subscription, and how to tell a result at once. */
type Asked = Operation & { again: () => Promise<Context>; tell: (text: string) => boolean };

async function following({ log }: Parts, { again, tell, ...args }: Asked, sharing: Sharing) {
  try {
    return await subscribe({ args, freshContext: again, tell }, sharing);
  } catch (error) {
    return maskResult({ errors: [error as GraphQLError] }, log);
  }
}

async function read(
  parts: Parts & { readonly documents: ReadDocument },
  socket: Socket<Record<string, unknown>, Extra>,
  id: string,
  { query, variables: variableValues, operationName }: SubscribePayload,
): Promise<Asked | readonly GraphQLError[]> {
  try {
    if (Object.keys(socket.subscriptions).length > OPERATION_LIMIT) throw TOO_MANY_REQUESTS();
    const document = parts.documents(query);
    if (!('kind' in document)) return document;
    const origin = socket.extra.request.socket.remoteAddress ?? '';
    const again = () => contextOf(parts, tokenOf(socket), origin);
    const contextValue = await again();
    const tell = directLine(socket.extra.socket, id);
    const { schema } = parts;
    return { schema, document, variableValues, operationName, contextValue, again, tell };
  } catch (error) {
    return maskResult({ errors: [error as GraphQLError] }, parts.log).errors!;
  }
}

/** Sends a result without waiting for it to leave, unless much has not left yet: a slow reader comes for the next when they can. */
function directLine(socket: WebSocket, id: string): (text: string) => boolean {
  const opening = `{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`;
  return (text) => {
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > FRAME_LIMIT_BYTES)
      return false;
    socket.send(`${opening}${text}}`);
    return true;
  };
}

const tokenOf = ({ connectionParams }: Socket<Record<string, unknown>, Extra>) =>
  typeof connectionParams?.token === 'string' ? connectionParams.token : undefined;
