import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Migration, Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';

const folder = join(import.meta.dirname, '../../../migrations');

/** Brings the database at `url` up to date with `migrations/*.sql`, each file once, in order, all in one transaction. */
export async function migrate(url: string): Promise<void> {
  const orm = await MikroORM.init({
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    logger: () => undefined,
    migrations: { migrationsList: listMigrations(), snapshot: false, allOrNothing: true },
  });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
}

const listMigrations = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => ({
      name: file.replace('.sql', ''),
      class: class extends Migration {
        override up() {
          this.addSql(readFileSync(join(folder, file), 'utf8'));
        }
      },
    }));
