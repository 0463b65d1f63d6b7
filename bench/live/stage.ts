import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { issueToken } from '../../src/domain/access/access-token.ts';
import { keysFrom } from '../../src/platform/crypto/keys.ts';
import { startEmbedded } from '../../src/platform/database/embedded/start.ts';
import { seedTown, STREET, type Person, type Town } from './seeding.ts';

/** A database of its own with a street office of so many riders on duty, and what the built service is to be told of it. */
export interface Ground extends Town {
  /** 'PostgreSQL 15.1' or 'embedded'. */
  readonly database: string;
  readonly databaseUrl: string;
  readonly db: Client;
  readonly environment: NodeJS.ProcessEnv;
  /** An access token of theirs, good for ten minutes. */
  readonly tokenOf: (person: Person) => Promise<string>;
  remove(): Promise<void>;
}

/** The built service on its ground. */
export interface Stage extends Ground {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

export interface Wanted {
  /** A server where a database may be made; absent: the embedded database. */
  readonly server: string | undefined;
  readonly riders: number;
}

export async function openGround({ server, riders }: Wanted): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-live-'));
  const database = server ? await makeDatabase(server) : await startInside(dataDir);
  const master = randomBytes(32);
  const environment = {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    MASTER_KEY: master.toString('base64'),
    LOG_LEVEL: 'error',
    DEMO: 'off',
    PORT: '0',
  };
  found(dataDir, environment);
  const db = new Client({ connectionString: database.url });
  await db.connect();
  const town = await seedTown(db, riders);
  const { rows } = await db.query<{ version: string }>(
    `select current_setting('server_version') version`,
  );
  if (process.env.TRACE)
    await db.query(
      `alter database ${new URL(database.url).pathname.slice(1)} set log_min_duration_statement=0`,
    );
  const { signing } = keysFrom(master);
  const remove = async () => {
    await db.end();
    await database.remove();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    ...town,
    database: server ? `PostgreSQL ${rows[0]!.version}` : 'embedded',
    databaseUrl: database.url,
    db,
    environment,
    tokenOf: async (person) =>
      (await issueToken(signing, { ...person, streetId: town.streetId }, new Date())).token,
    remove,
  };
}

export async function openStage(wanted: Wanted): Promise<Stage> {
  const ground = await openGround(wanted);
  const service = await startService(ground.environment);
  const stop = async () => {
    const ended = new Promise((resolve) => service.child.once('exit', resolve));
    service.child.kill('SIGTERM');
    await ended;
    await ground.remove();
  };
  return { ...ground, url: service.url, pid: service.child.pid!, stop };
}

async function startInside(dataDir: string) {
  const { url, stop } = await startEmbedded({ dataDir: join(dataDir, 'database') });
  return { url, remove: stop };
}

async function makeDatabase(server: string) {
  const name = `bench_live_${process.pid}_${randomBytes(3).toString('hex')}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  const remove = async () => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.end();
  };
  return { url: Object.assign(new URL(server), { pathname: name }).href, remove };
}

/** The street office itself is set up by the product's own command. */
function found(dataDir: string, env: NodeJS.ProcessEnv): void {
  const outline = join(dataDir, 'outline.geojson');
  writeFileSync(outline, JSON.stringify({ type: 'FeatureCollection', features: [STREET] }));
  const words = ['found', 'street', '320114009', '--name', '量一量街道', '--outline', outline];
  execFileSync('node', ['dist/cli.js', ...words, '--crs', 'wgs84'], {
    cwd: root,
    env,
    stdio: 'pipe',
  });
}

/** A process of the built service, once it serves. */
export function startService(
  env: NodeJS.ProcessEnv,
): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(
    'node',
    [
      // Such as --cpu-prof, to see what it does with its time.
      ...(process.env.SERVICE_FLAGS?.split(' ') ?? []),
      '--max-semi-space-size=64',
      'dist/main.js',
    ],
    {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    child.stdout.on('data', (text: Buffer) => {
      const [, port] = /localhost:(\d+)\/graphql/.exec(String(text)) ?? [];
      if (port) resolve({ url: `http://127.0.0.1:${port}`, child });
    });
  });
}
