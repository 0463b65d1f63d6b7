import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { isUnwritable } from './cache.ts';
import { leanPostgis } from './lean-postgis.ts';
import { lockDirectory } from './lock.ts';
import type { Order } from './messages.ts';
import { extensionsTemplate, saveDatabase } from './template.ts';

/** Opens the data directory, or makes a database from the template; without a template yet, makes that too. */
export async function openPglite({ dataDir, template }: Order): Promise<PGlite> {
  if (dataDir) lockDirectory(dataDir);
  if (dataDir && existsSync(join(dataDir, 'PG_VERSION'))) return create({ dataDir });
  if (dataDir) mkdirSync(dirname(dataDir), { recursive: true });
  const source = template ?? extensionsTemplate();
  if (existsSync(source)) return create({ dataDir, loadDataDir: new Blob([readFileSync(source)]) });
  const db = await create({ dataDir });
  await db.exec('create extension postgis; create extension btree_gist');
  await keep(db, source);
  return db;
}

const create = async (options: { dataDir?: string; loadDataDir?: Blob }): Promise<PGlite> =>
  PGlite.create({ ...options, extensions: { postgis: leanPostgis, btree_gist } });

/** The template only makes the next start faster: on a read-only installation there is none. */
async function keep(db: PGlite, file: string): Promise<void> {
  try {
    await saveDatabase(db, file);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
}
