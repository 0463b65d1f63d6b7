import { startDatabases } from './embedded-databases.ts';
import { urlVariable } from './names.ts';
import { layDatabases } from './real-databases.ts';

/** Gives each jest worker a migrated database of its own: on the server of TEST_DATABASE_URL, else embedded. */
export default async function prepare({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  const urls = await (server ? layDatabases(server, maxWorkers) : startDatabases(maxWorkers));
  for (const [index, url] of urls.entries()) process.env[urlVariable(index + 1)] = url;
}
