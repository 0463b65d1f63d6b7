import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate.ts';
import { templateName, workerDatabase } from './names.ts';

const urlOf = (server: string, database: string) =>
  Object.assign(new URL(server), { pathname: database }).href;

/** Lays one migrated database per jest worker on a server; gives their URLs in the order of the workers. */
export async function layDatabases(server: string, workers: number): Promise<string[]> {
  process.env.TEST_RUN = String(process.pid);
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`drop database if exists ${templateName()}`);
  await client.query(`create database ${templateName()}`);
  await migrate(urlOf(server, templateName()));
  const urls: string[] = [];
  for (let worker = 1; worker <= workers; worker++) {
    await client.query(`drop database if exists ${workerDatabase(worker)} with (force)`);
    await client.query(`create database ${workerDatabase(worker)} template ${templateName()}`);
    urls.push(urlOf(server, workerDatabase(worker)));
  }
  await client.end();
  return urls;
}

/** Takes the databases of this run away again. */
export async function clearDatabases(server: string, workers: number): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  for (let worker = 1; worker <= workers; worker++)
    await client.query(`drop database if exists ${workerDatabase(worker)} with (force)`);
  await client.query(`drop database if exists ${templateName()} with (force)`);
  await client.end();
}
