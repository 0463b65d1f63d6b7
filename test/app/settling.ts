import { reactions } from '../../src/app/features.ts';
import type { Running } from '../support/running.ts';
import { until } from '../support/until.ts';

const WAITING = `
  select (select count(*) from outbox)::int + (
    select count(*) from event_log e
    join jsonb_to_recordset(?::jsonb) r(name text, events text[]) on e.name = any (r.events)
    left join reaction_cursor c on c.street_id = e.street_id and c.reaction = r.name
    where e.seq > coalesce(c.seq, 0))::int as waiting`;

/** Everything that has happened was numbered, and every reaction has answered it: from now on nothing moves by itself. */
export async function settled({ platform }: Running): Promise<void> {
  const em = platform.orm.em.fork();
  const listening = JSON.stringify(reactions.map(({ name, events }) => ({ name, events })));
  await until(async () => {
    const [row] = await em.execute<{ waiting: number }[]>(WAITING, [listening]);
    return row!.waiting === 0;
  });
}
