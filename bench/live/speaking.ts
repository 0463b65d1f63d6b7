import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

/** Asks the service over kept connections; throws what it refused. */
export function openHttp(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL('/graphql', url);
  return {
    ask: <T = Record<string, any>>(
      token: string,
      query: string,
      variables: object = {},
    ): Promise<T> =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify({ query, variables });
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token && { authorization: `Bearer ${token}` }),
        };
        const call = request(target, { agent, method: 'POST', headers }, (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => {
            const { data, errors } = JSON.parse(Buffer.concat(parts).toString());
            if (errors) reject(new Error(`${errors[0].extensions?.code}: ${errors[0].message}`));
            else resolve(data);
          });
        });
        call.on('error', reject);
        call.end(body);
      }),
    close: () => agent.destroy(),
  };
}

export type Http = ReturnType<typeof openHttp>;

interface Listening {
  readonly token: string;
  readonly query: string;
  readonly heard?: (data: any) => void;
  /** Told the length of each message after the first, in bytes. */
  readonly raw?: (bytes: number) => void;
}

/** A socket with one subscription of the graphql-transport-ws protocol; resolves once the first message has come. */
export function listen(url: string, { token, query, heard, raw }: Listening): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { token } })),
    );
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('error', reject);
    socket.on('message', (text: Buffer) => {
      const message = JSON.parse(String(text));
      if (message.type === 'connection_ack')
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
      else if (message.type === 'ping') socket.send('{"type":"pong"}');
      else if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
      else if (message.type === 'next') {
        heard?.(message.payload.data);
        raw?.(text.length);
        resolve(socket);
      }
    });
  });
}

export interface Phone {
  ask(variables: object): Promise<unknown>;
  close(): void;
}

/** A socket as a rider's phone holds it for offers, over which it asks the same thing again and again. */
export async function openPhone(url: string, token: string, query: string): Promise<Phone> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  const admitted = Promise.withResolvers<void>();
  let asked = 0;
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { token } })),
  );
  socket.on('error', admitted.reject);
  socket.on('close', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`closed with ${code}`));
  });
  socket.on('message', (text: Buffer) => {
    const { id, type, payload } = JSON.parse(String(text));
    if (type === 'connection_ack') admitted.resolve();
    else if (type === 'ping') socket.send('{"type":"pong"}');
    else if (type === 'error' || payload?.errors)
      waiting.get(id)?.reject(new Error(JSON.stringify(payload)));
    else if (type === 'next') waiting.get(id)?.resolve(payload.data);
    else if (type === 'complete') waiting.delete(id);
  });
  await admitted.promise;
  return {
    ask(variables) {
      const id = String(asked++);
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, answer);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
      return answer.promise;
    },
    close: () => socket.terminate(),
  };
}

/** Fifty at a time. */
export async function connectAll<T>(
  tokens: readonly string[],
  connect: (token: string) => Promise<T>,
): Promise<T[]> {
  const sockets: T[] = [];
  for (let from = 0; from < tokens.length; from += 50)
    sockets.push(...(await Promise.all(tokens.slice(from, from + 50).map(connect))));
  return sockets;
}
