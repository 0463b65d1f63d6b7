import { once } from 'node:events';
import { Client, type Notification } from 'pg';

/** The clients of one embedded database in a test. */
export function clientsOf(url: () => string) {
  const open: Client[] = [];
  return {
    connect: async (): Promise<Client> => {
      const client = new Client({ connectionString: url() });
      client.on('error', () => undefined);
      await client.connect();
      open.push(client);
      return client;
    },
    closeAll: async (): Promise<void> => {
      await Promise.all(open.splice(0).map(async (client) => client.end()));
    },
  };
}

/** What a client hears on one channel, as it comes. */
export async function hears(client: Client, channel: string): Promise<string[]> {
  const heard: string[] = [];
  client.on('notification', ({ payload }) => heard.push(payload!));
  await client.query(`listen ${channel}`);
  return heard;
}

/** Waits until a client hears this payload. */
export async function untilHeard(client: Client, payload: string): Promise<void> {
  for (;;) {
    const [heard]: Notification[] = await once(client, 'notification');
    if (heard!.payload === payload) return;
  }
}

/** The socket goes away without a word, as when a process is killed. */
export async function cut(client: Client): Promise<void> {
  const { stream } = client.connection;
  const gone = once(stream, 'close');
  stream.destroy();
  await gone;
}

/** The SQLSTATE or name a refused piece of work is refused with. */
export const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: { code?: unknown }) => error.code ?? error,
  );
