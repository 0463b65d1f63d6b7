import { Client } from 'pg';
import { templateName, workerDatabase } from './names.ts';

/** Takes the databases of this run away again. */
export default async function clear({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL! });
  await client.connect();
  for (let worker = 1; worker <= maxWorkers; worker++)
    await client.query(`drop database if exists ${workerDatabase(worker)} with (force)`);
  await client.query(`drop database if exists ${templateName()} with (force)`);
  await client.end();
}
