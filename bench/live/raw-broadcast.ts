import { fork } from 'node:child_process';
import { WebSocket } from 'ws';
import { connectAll } from './speaking.ts';

export interface Broadcast {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

interface Wanted {
  readonly size: number;
  readonly events: number;
  readonly bytes: number;
}

/** The least a push can be: a process that sends the same text to every socket it has. */
export async function rawBroadcast({ size, events, bytes }: Wanted): Promise<Broadcast> {
  const server = fork(new URL('raw-broadcast-server.ts', import.meta.url));
  const port = await new Promise<number>((resolve) => server.once('message', resolve as never));
  let delivered = 0;
  const all = Promise.withResolvers<void>();
  const sockets = await connectAll(
    Array.from({ length: size }, () => ''),
    () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
      socket.on('message', (text: Buffer) => {
        JSON.parse(String(text));
        if (++delivered >= size * events) all.resolve();
      });
      return new Promise<WebSocket>((resolve) => socket.once('open', () => resolve(socket)));
    },
  );
  const began = performance.now();
  const spent = new Promise<number>((resolve) => server.once('message', resolve as never));
  server.send({ events, bytes });
  await all.promise;
  const seconds = (performance.now() - began) / 1000;
  const cpuMicros = (await spent) / (size * events);
  for (const socket of sockets) socket.terminate();
  server.kill();
  return { perSecond: (size * events) / seconds, cpuMicros };
}
