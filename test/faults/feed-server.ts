import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { buildSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Feed } from '../../src/platform/feed/feed.ts';

const schema = buildSchema(`
  type Query { ok: Boolean }
  type Event { seq: Int! id: ID! name: String! n: Int! }
  type Message { type: String! cursor: String! event: Event }
  type Subscription { feed(street: ID!, recipient: ID!, since: String): Message! }
`);

export const document = `subscription ($street: ID!, $recipient: ID!, $since: String) {
  feed(street: $street, recipient: $recipient, since: $since) { type cursor event { seq id name n } }
}`;

interface Asked {
  readonly street: string;
  readonly recipient: string;
  readonly since?: string | null;
}

export interface FeedServer {
  readonly url: string;
  readonly sockets: WebSocketServer['clients'];
  readonly close: () => Promise<void>;
}

/** The feed behind the real protocol on a real socket, and nothing else. */
export async function serveFeed(feed: Pick<Feed, 'follow'>): Promise<FeedServer> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  useServer(
    {
      schema,
      onSubscribe: (_socket, _id, { query, variables }) => ({
        schema,
        document: parse(query),
        variableValues: variables,
        rootValue: { feed: (asked: Asked) => told(feed, asked) },
      }),
    },
    sockets,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${portOf(server)}`,
    sockets: sockets.clients,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

async function* told(feed: Pick<Feed, 'follow'>, { street, recipient, since }: Asked) {
  for await (const message of feed.follow({ streetId: street, recipientId: recipient, since })) {
    if (message.type !== 'EVENT') yield { feed: message };
    else
      yield { feed: { ...message, event: { ...message.event, ...Object(message.event.payload) } } };
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address)
    throw new Error('the server does not listen on a port');
  return address.port;
}
