import { setImmediate as breathe } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** Sends so many texts of this length to every socket, one after the other, and tells the processor time it took in µs. */
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
sockets.on('listening', () => process.send!((sockets.address() as AddressInfo).port));
process.on('message', (wanted: { events: number; bytes: number }) => void broadcast(wanted));

async function broadcast({ events, bytes }: { events: number; bytes: number }): Promise<void> {
  const text = JSON.stringify({
    id: '1',
    type: 'next',
    payload: 'x'.repeat(Math.max(1, bytes - 40)),
  });
  const before = process.cpuUsage();
  for (let n = 0; n < events; n++) {
    for (const socket of sockets.clients) socket.send(text);
    await breathe();
  }
  const { user, system } = process.cpuUsage(before);
  process.send!(user + system);
}
