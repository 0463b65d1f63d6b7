import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { Client, Pool } from 'pg';
import { WebSocket, WebSocketServer } from 'ws';

/** The least that such a path can be: POST, one inserted row, commit, notify, one message to one socket. In ms each. */
export async function rawPush(
  databaseUrl: string,
  { calls, warm, pauseMs }: { calls: number; warm: number; pauseMs: number },
): Promise<number[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query(
    'create table if not exists raw_push (id bigint generated always as identity, body jsonb)',
  );
  const listening = new Client({ connectionString: databaseUrl });
  await listening.connect();
  await listening.query('listen raw_push');
  const server = createServer(
    (request, response) => void insert(request).then(() => response.end('{}')),
  );
  async function insert(request: IncomingMessage): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const client = await pool.connect();
    await client.query('begin');
    await client.query('insert into raw_push (body) values ($1)', [
      Buffer.concat(parts).toString(),
    ]);
    await client.query(`select pg_notify('raw_push', '')`);
    await client.query('commit');
    client.release();
  }
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  listening.on('notification', () => {
    for (const socket of sockets.clients) socket.send('{"type":"next"}');
  });
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const times: number[] = [];
  for (let n = 0; n < warm + calls; n++) {
    const asked = performance.now();
    const told = new Promise<number>((resolve) =>
      socket.once('message', () => resolve(performance.now() - asked)),
    );
    const body = JSON.stringify({ n, input: 'x'.repeat(300) });
    await Promise.all([fetch(`http://127.0.0.1:${port}`, { method: 'POST', body }), told]);
    if (n >= warm) times.push(await told);
    await wait(pauseMs);
  }
  socket.terminate();
  sockets.close();
  server.close();
  await Promise.all([pool.end(), listening.end()]);
  return times;
}
