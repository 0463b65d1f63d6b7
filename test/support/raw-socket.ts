import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Running } from './running.ts';

/** A message of the graphql-transport-ws protocol. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: any;
}

interface Wishes {
  readonly protocol?: string;
  readonly origin?: string;
}

/** A bare socket to the service, which says what a test tells it to say, right or wrong. */
export async function openSocket(
  { socketAddress }: Pick<Running, 'socketAddress'>,
  { protocol = 'graphql-transport-ws', ...options }: Wishes = {},
) {
  const socket = new WebSocket(socketAddress, protocol ? [protocol] : [], options);
  const heard: Message[] = [];
  let wake = () => {};
  socket.on('message', (text: Buffer) => {
    heard.push(JSON.parse(text.toString()) as Message);
    wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => {
      wake();
      resolve(code);
    });
  });
  await once(socket, 'open');
  const say = (...messages: (object | string)[]) => {
    for (const message of messages)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  /** The next message that was not taken yet. */
  const hear = async (): Promise<Message> => {
    while (heard.length === 0) {
      if (socket.readyState === socket.CLOSED) throw new Error('closed before it said anything');
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return heard.shift()!;
  };
  return {
    socket,
    closed,
    say,
    hear,
    /** Says who it is, and is welcome. */
    async begin(token?: string) {
      say({ type: 'connection_init', payload: token ? { token } : undefined });
      expect(await hear()).toEqual({ type: 'connection_ack' });
    },
    ask: (id: string, query: string, variables?: object) =>
      say({ id, type: 'subscribe', payload: { query, variables } }),
  };
}

export type RawSocket = Awaited<ReturnType<typeof openSocket>>;
