import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

export interface Served {
  /** Where the pages are. */
  readonly url: string;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** The built service with its demo street, on a database of its own; or whatever already stands at BASE_URL. */
export async function serve(): Promise<Served> {
  const standing = process.env.BASE_URL;
  if (standing) return { url: standing, stop: async () => undefined };
  const database = await ownDatabase();
  const service = spawn(process.execPath, [join(root, 'dist/main.js')], {
    cwd: root,
    env: { ...process.env, ...database.env, PORT: '0', DEMO: 'on', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await announced(service);
  return {
    url,
    async stop() {
      const ended = once(service, 'exit');
      service.kill('SIGTERM');
      await ended;
      await database.drop();
    },
  };
}

async function announced({ stdout }: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: stdout! })) {
    said.push(line);
    const url = /console\s+(http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    stdout!.resume();
    return url;
  }
  throw new Error(`the service ended before it was ready:\n${said.join('\n')}`);
}

/** A fresh database on the server of TEST_DATABASE_URL, else a fresh embedded one. */
async function ownDatabase() {
  const dataDir = await mkdtemp(join(tmpdir(), 'red-bridge-web-'));
  const forget = () => rm(dataDir, { recursive: true, force: true });
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return { env: { DATA_DIR: dataDir, DATABASE_URL: '' }, drop: forget };
  const name = `red_bridge_web_${process.pid}`;
  await command(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: name }).href;
  return {
    env: { DATA_DIR: dataDir, DATABASE_URL: url },
    async drop() {
      await command(server, `drop database ${name} with (force)`);
      await forget();
    },
  };
}

async function command(server: string, text: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}
