import { randomUUID } from 'node:crypto';
import { reactions, timers } from '../../src/app/features.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { numberFacts } from '../../src/platform/feed/numbering.ts';
import { reactOnce } from '../../src/platform/feed/reacting.ts';
import { ContactRelation } from '../../src/domain/residents/contact.ts';
import { ContactInput } from '../../src/domain/residents/contact-inputs.ts';
import { setContact } from '../../src/domain/residents/contacting.ts';
import { RegisterResidentInput } from '../../src/domain/residents/inputs.ts';
import { registerResident } from '../../src/domain/residents/registering.ts';
import { elder } from './people.ts';
import { enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';
import { WeekRider } from './week-rider.ts';

/** How many elders and riders the week has. */
export interface Size {
  readonly elders: number;
  readonly riders: number;
}

const GRIDS_PER_COMMUNITY = 5;
/** In sides of the town's squares: one canteen in each community. */
const CANTEENS = [
  [0.5, 1],
  [1.5, 1],
] as const;

const STATION = `mutation ($input: OpenStationInput!, $key: ID!) { openStation(input: $input, idempotencyKey: $key) { id } }`;

/** A street office with elders who live alone, in ten grids, riders and two canteens, ready for a week. */
export async function openWeekTown(size: Size) {
  const stage = await openPeopleStage();
  const { here, clock, platform, sql } = stage;
  await cutGrids(stage.sql, here.streetId);
  const staff = saying(await stage.as(here, 'STREET_STAFF'));
  const communityIds = here.communityIds;
  const community = saying(await stage.as(here, 'COMMUNITY_STAFF', { communityIds }));
  const canteens: string[] = [];
  for (const [n, [x, y]] of CANTEENS.entries()) {
    const input = { code: `S${n + 1}`, name: `${n + 1}号驿站食堂`, point: here.told(x, y) };
    canteens.push((await staff(STATION, { input, key: randomUUID() })).id);
  }
  const elders = await registerElders(stage, size.elders);
  const riders = await together(Array.from({ length: size.riders }).keys(), async (n) => {
    const more = {
      badge: `HQ${String(n).padStart(4, '0')}`,
      phone: `138${String(n).padStart(8, '0')}`,
    };
    const { id, ask } = await enrolled(stage, more);
    const { lng, lat } = here.point(((n * 3) % 8) / 4 + 0.1, ((n * 5) % 7) / 3.5 + 0.1);
    return new WeekRider(id, saying(ask), [lng, lat]);
  });
  const due = new Map<string, number>();

  let heardOf = 0;
  /** Numbers what has happened, and lets every reaction that asked for it take it, until nothing new comes of it. */
  async function told(): Promise<void> {
    for (;;) {
      const door = contextFor(platform, null);
      await inTransaction(door.em, () => numberFacts(door.em, 1_000, 'week'));
      const news = await sql<{ name: string; seq: number }>(
        'select name, max(seq)::float8 as seq from event_log where seq > ? group by name',
        [heardOf],
      );
      if (news.length === 0) return;
      heardOf = Math.max(...news.map(({ seq }) => seq));
      const names = new Set(news.map(({ name }) => name));
      for (const reaction of reactions)
        if (reaction.events.some((name) => names.has(name))) await taken(reaction);
    }
  }

  async function taken(reaction: (typeof reactions)[number]): Promise<void> {
    for (;;) {
      const work = { streetId: here.streetId, reaction };
      const outcome = await reactOnce(platform, work, { retryMs: 5, attempts: 2 });
      if (typeof outcome === 'object') throw outcome.error;
      if (outcome === 'done') return;
    }
  }

  return {
    ...stage,
    staff,
    community,
    canteens,
    elders,
    riders,
    told,
    /** Residents who do not open. */
    shut: new Set<string>(),
    /** The clock goes to that minute of the day (0 is the Monday), and the timers run whose time has come. */
    async goTo(
      day: number,
      time: string,
      meanwhile = async (): Promise<void> => undefined,
    ): Promise<void> {
      clock.advance(instantOf(day, time).getTime() - clock.now().getTime());
      await meanwhile();
      for (const timer of timers) {
        const ctx = contextFor(platform, systemActor(here.streetId));
        if ((due.get(timer.name) ?? 0) > ctx.now.getTime()) continue;
        due.set(timer.name, ctx.now.getTime() + timer.everyMs);
        await inTransaction(ctx.em, () => timer.run(ctx));
      }
      await told();
    },
    rows: <T = Record<string, any>>(text: string, values: unknown[] = []) => sql<T>(text, values),
  };
}

export type WeekTown = Awaited<ReturnType<typeof openWeekTown>>;
type Client = Awaited<ReturnType<Awaited<ReturnType<typeof openPeopleStage>>['as']>>;
export type Say = ReturnType<typeof saying>;

/** Asks, and fails the test on any refusal. */
const saying =
  (client: Client) =>
  async (text: string, values: object = {}) => {
    const { data, errors } = await client(text, { ...values });
    if (errors) throw new Error(`${text}: ${JSON.stringify(errors)}`);
    return Object.values(data!)[0];
  };

const AT_ONCE = 6;

/** Does something for each of many people, a few at a time. */
export async function together<T, R>(
  people: Iterable<T>,
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  const all = [...people];
  for (let n = 0; n < all.length; n += AT_ONCE)
    done.push(...(await Promise.all(all.slice(n, n + AT_ONCE).map(work))));
  return done;
}

/** Elders who live alone, all over the street, each with a daughter to call. */
async function registerElders(stage: PeopleStage, count: number): Promise<string[]> {
  const { here, platform } = stage;
  const accountId = await here.account('STREET_STAFF');
  const ctx = contextFor(platform, stage.actor(here, 'STREET_STAFF', { accountId }));
  const ids: string[] = [];
  await inTransaction(ctx.em, async () => {
    for (let n = 0; n < count; n++) {
      const at = here.point(((n * 37) % 97) / 49 + 0.01, ((n * 53) % 89) / 45 + 0.01);
      const point = { ...at, crs: 'wgs84' };
      const phone = `139${String(n).padStart(8, '0')}`;
      const person = Object.assign(new RegisterResidentInput(), elder(stage, { point, phone }));
      const { id } = await registerResident(ctx, person);
      const daughter = { relation: ContactRelation.FAMILY, callOrder: 1, name: '王小明', phone };
      await setContact(ctx, id, Object.assign(new ContactInput(), daughter));
      ids.push(id);
    }
  });
  return ids;
}

/** The Monday of the week is the second of March 2026, by the street's own clock. */
export const dayOf = (day: number): string => `2026-03-0${2 + day}`;
export const instantOf = (day: number, time: string): Date =>
  new Date(`${dayOf(day)}T${time}:00+08:00`);

/** Five strips of each community in place of its two squares. */
async function cutGrids(
  sql: (text: string, values: unknown[]) => Promise<unknown>,
  streetId: string,
): Promise<void> {
  await sql('delete from grid where street_id = ?', [streetId]);
  await sql(
    `insert into grid (street_id, community_id, code, name, boundary, valid_from)
     select c.street_id, c.id, c.code || lpad(n::text, 3, '0'), '第' || n || '网格',
       st_multi(st_makeenvelope(st_xmin(c.boundary), st_ymin(c.boundary) + (n - 1) * high, st_xmax(c.boundary),
         st_ymin(c.boundary) + n * high, 4326)), '2020-01-01'
     from community c cross join generate_series(1, ${GRIDS_PER_COMMUNITY}) n
     cross join lateral (select (st_ymax(c.boundary) - st_ymin(c.boundary)) / ${GRIDS_PER_COMMUNITY} as high) strip
     where c.street_id = ?`,
    [streetId],
  );
}
