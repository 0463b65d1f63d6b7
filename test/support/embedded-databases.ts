import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startEmbedded } from '../../src/platform/database/embedded/start.ts';
import { extensionsTemplate } from '../../src/platform/database/embedded/template.ts';
import { migrate } from '../../src/platform/database/migrate.ts';

const migrations = join(import.meta.dirname, '../../migrations');

/** Starts one migrated database in memory per jest worker; gives their URLs in the order of the workers. */
export async function startDatabases(workers: number): Promise<string[]> {
  const template = await migratedTemplate();
  const started = await Promise.all(
    Array.from({ length: workers }, async () => startEmbedded({ template })),
  );
  process.env.TEST_DATABASE_PIDS = started.map(({ pid }) => pid).join(' ');
  return started.map(({ url }) => url);
}

/** They are in memory: nothing is lost with them. */
export function endDatabases(): void {
  for (const pid of process.env.TEST_DATABASE_PIDS!.split(' '))
    process.kill(Number(pid), 'SIGKILL');
}

/** A database with all migrations, made once for each state of `migrations/`. */
async function migratedTemplate(): Promise<string> {
  const extensions = extensionsTemplate();
  const hash = createHash('sha256').update(extensions);
  for (const file of globSync('*.sql', { cwd: migrations }).toSorted())
    hash.update(file).update(readFileSync(join(migrations, file)));
  const template = join(dirname(extensions), `migrated-${hash.digest('hex').slice(0, 16)}.tar.gz`);
  if (existsSync(template)) return template;
  const database = await startEmbedded();
  try {
    await migrate(database.url);
    await database.save(template);
  } finally {
    await database.stop();
  }
  return template;
}
