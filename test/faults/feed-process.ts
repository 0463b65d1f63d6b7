import { pino } from 'pino';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { eventsOf } from '../../src/platform/feed/events.ts';
import { startFeed } from '../../src/platform/feed/feed.ts';
import { testTools } from '../support/tools.ts';

/** A process that numbers facts and reacts to each by one row; waits to be killed. argv: database URL. */
const { on } = eventsOf<{ 'parcel.moved': { n: number } }>({ followers: ['riderId'] });
const orm = await openDatabase(process.argv[2]!, []);
const log = pino({ level: 'silent' });

const markIt = on(
  'parcel.moved',
  ({ em, actor }, { n }) =>
    em.execute('insert into mark (street_id, what, n) values (?, ?, ?)', [
      actor!.streetId,
      'reacted',
      n,
    ]),
  'mark',
);
const feed = startFeed(
  { orm, clock: systemClock, ...testTools() },
  { reactions: [markIt], timers: [], log },
);
while (!feed.health().listening) await new Promise((resolve) => setTimeout(resolve, 5));
process.send!('ready');

// Nobody is left to kill it: it ends with the test.
process.on('disconnect', () => process.exit());
