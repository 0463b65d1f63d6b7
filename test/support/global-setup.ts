import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { templateName, workerDatabase } from './names.ts';

/** Lays one migrated database per jest worker on the server of TEST_DATABASE_URL. */
export default async function prepare({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const url = process.env.TEST_DATABASE_URL!;
  process.env.TEST_RUN = String(process.pid);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${templateName()}`);
  await client.query(`create database ${templateName()}`);
  await migrate(Object.assign(new URL(url), { pathname: templateName() }).href);
  for (let worker = 1; worker <= maxWorkers; worker++) {
    await client.query(`drop database if exists ${workerDatabase(worker)} with (force)`);
    await client.query(`create database ${workerDatabase(worker)} template ${templateName()}`);
  }
  await client.end();
}
