import { endDatabases } from './embedded-databases.ts';
import { clearDatabases } from './real-databases.ts';

export default async function clear({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const server = process.env.TEST_DATABASE_URL;
  if (server) await clearDatabases(server, maxWorkers);
  else endDatabases();
}
