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

/** Fifty at a time. */
export async function connectAll(
  tokens: readonly string[],
  connect: (token: string) => Promise<WebSocket>,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let from = 0; from < tokens.length; from += 50)
    sockets.push(...(await Promise.all(tokens.slice(from, from + 50).map(connect))));
  return sockets;
}
