import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { buildSchema } from 'type-graphql';
import { authChecker } from '../../src/domain/access/may.ts';
import * as coverage from '../../src/domain/coverage/reactions.ts';
import { CoverageResolver } from '../../src/domain/coverage/resolver.ts';
import { countCoverage } from '../../src/domain/coverage/tallying.ts';
import * as requests from '../../src/domain/requests/reactions.ts';
import * as territory from '../../src/domain/territory/reactions.ts';
import { TerritoryResolver } from '../../src/domain/territory/resolver.ts';
import { startFeed, type Feed } from '../../src/platform/feed/feed.ts';
import { clientOf } from '../support/client.ts';
import { until } from '../support/until.ts';
import { openRequestsStage, type Role } from './requests-stage.ts';

/** A street whose analysts ask, beside everything its requests need. */
export async function openCoverageStage() {
  const stage = await openRequestsStage();
  const town = await stage.found('320199001', 118.77);
  const { streetId } = town;
  const schema = await buildSchema({
    resolvers: [CoverageResolver, TerritoryResolver],
    authChecker,
    validate: { forbidUnknownValues: false },
    pubSub: { publish: () => undefined, subscribe: () => stage as never },
  });
  const grids = await stage.sql<{ id: string; code: string }>(
    'select id, code from grid where street_id = ? order by code',
    [streetId],
  );
  let feed: Feed | undefined;
  return {
    stage,
    town,
    streetId,
    grids: grids.map(({ id }) => id),
    async as(role: Role, communityIds: readonly string[] = []) {
      const accountId = await town.account(role, communityIds);
      return clientOf(
        schema,
        stage.platform,
        stage.actor(streetId, role, { accountId, communityIds }),
      );
    },
    /** Riders stood in a grid at an instant. */
    stood: (at: string | Date, gridId: string, riders: number) =>
      stage.sql('insert into presence_count (street_id, at, grid_id, riders) values (?, ?, ?, ?)', [
        streetId,
        new Date(at).toISOString(),
        gridId,
        riders,
      ]),
    count: () => stage.inStreet(streetId, countCoverage),
    async home(at: readonly [number, number], elders: number) {
      const { lng, lat } = town.point(...at);
      const homeId = randomUUID();
      await stage.sql(
        `insert into home (street_id, id, location, grid_id, community_id)
         select street_id, ?, p, id, community_id from grid, (select st_setsrid(st_makepoint(?, ?), 4326) as p) at
         where street_id = ? and st_covers(boundary, p) and valid_to is null order by code limit 1`,
        [homeId, lng, lat, streetId],
      );
      for (let number = 0; number < elders; number++) await elder(homeId);
      return homeId;
    },
    households: (gridId: string, households: number) =>
      stage.sql('update grid set households = ? where id = ?', [households, gridId]),
    /** Lets the feed run until every fact has been taken up. */
    async settle() {
      const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
      feed ??= startFeed(stage.platform, {
        reactions: [...coverage.reactions, ...territory.reactions],
        timers: [],
        log,
        retryMs: 5,
      });
      feed.committed();
      const [last] = await stage.sql<{ id: string | null }>(
        `select event_id as id from outbox where street_id = ? order by id desc limit 1`,
        [streetId],
      );
      void last;
      await until(async () => {
        const [row] = await stage.sql<{ waiting: number }>(
          `select (select count(*) from outbox where street_id = ?)::int
             + (select count(*) from event_log e where e.street_id = ? and e.name like 'request.%'
                 and e.seq > coalesce((select max(seq) from reaction_cursor c where c.street_id = e.street_id
                   and c.reaction like '%keepCourse'), 0))::int as waiting`,
          [streetId, streetId],
        );
        return row!.waiting === 0;
      });
    },
    requestTimers: requests.timers,
    async close() {
      await feed?.stop();
      await stage.close();
    },
  };

  async function elder(homeId: string) {
    const id = randomUUID();
    await stage.sql(
      `with person as (insert into resident (street_id, id, home_id, community_id, name_sealed, address_sealed, categories, registered_at)
         select street_id, ?, id, community_id, '\\x00', '\\x00', '{LIVING_ALONE}', now() from home where id = ? returning street_id, id)
       insert into consent (street_id, resident_id, purpose, version, given_by, given_at)
       select street_id, id, 'CARE', 1, 'RESIDENT', now() from person`,
      [id, homeId],
    );
  }
}

export type CoverageStage = Awaited<ReturnType<typeof openCoverageStage>>;
