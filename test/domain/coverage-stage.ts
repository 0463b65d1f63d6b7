import { wholeSchema } from '../support/whole-schema.ts';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import * as coverage from '../../src/domain/coverage/reactions.ts';
import { countCoverage } from '../../src/domain/coverage/tallying.ts';
import { importGrids } from '../../src/domain/territory/importing.ts';
import { moveToGridsInForce } from '../../src/domain/territory/moving.ts';
import * as territory from '../../src/domain/territory/reactions.ts';
import { startFeed, type Feed } from '../../src/platform/feed/feed.ts';
import { clientOf } from '../support/client.ts';
import { until } from '../support/until.ts';
import { openDeliveries } from './deliveries-stage.ts';
import type { Role } from './requests-stage.ts';

interface Asked {
  readonly at: readonly [number, number];
  readonly openedAt: string;
  readonly resident: number;
}

/** A street whose analysts ask, beside everything its requests need. */
export async function openCoverageStage() {
  const deliveries = await openDeliveries();
  const { stage, town } = deliveries;
  const { streetId } = town;
  const schema = await wholeSchema();
  const grids = await stage.sql<{ id: string; code: string }>(
    'select id, code from grid where street_id = ? order by code',
    [streetId],
  );
  let feed: Feed | undefined;
  return {
    ...deliveries,
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
    /** Somebody asked for something, as the facts were taken up. */
    asked: ({ at, openedAt, resident }: Asked) => {
      const { lng, lat } = town.point(...at);
      const person = `00000000-0000-4000-8000-${String(resident).padStart(12, '0')}`;
      return stage.sql(
        `with at as (select st_setsrid(st_makepoint(?, ?), 4326) as p), asked as (
           insert into service_request (street_id, code, kind_code, dropoff, grid_id, community_id, load, ready_at, due_at,
             backstop_at, opened_at, opened_by, channel, owner_id)
           select g.street_id, left(gen_random_uuid()::text, 13), 'MEAL', p, g.id, g.community_id, 1, ?, ?::timestamptz + interval '1 hour',
             ?, ?, (select id from account where street_id = g.street_id limit 1), 'STAFF',
             (select id from organization where street_id = g.street_id and kind = 'STREET_OFFICE')
           from grid g, at where g.street_id = ? and g.id = grid_at(g.street_id, p, now())
           returning street_id, id, kind_code, grid_id, community_id, dropoff, opened_at, due_at)
         insert into request_course (street_id, request_id, kind_code, grid_id, community_id, resident_id, place, opened_at, due_at)
         select street_id, id, kind_code, grid_id, community_id, ?, dropoff, opened_at, due_at from asked`,
        [lng, lat, openedAt, openedAt, openedAt, openedAt, streetId, person],
      );
    },
    /** Draws a grid of one side anew as two, cut from south to north; the eastern part becomes the third of its community. */
    async split(gridId: string, share: number) {
      stage.clock.advance(1_000);
      const drawn = await stage.sql<{ code: string; name: string; rings: string }>(
        `select code, name, case when id = ?
           then st_asgeojson(st_intersection(boundary, st_makeenvelope(st_xmin(boundary), -90, st_xmin(boundary) + ? * 0.02, 90, 4326)))
           else st_asgeojson(boundary) end as rings from grid where street_id = ? and valid_to is null
         union all select left(code, 14) || '3', '第3网格',
           st_asgeojson(st_intersection(boundary, st_makeenvelope(st_xmin(boundary) + ? * 0.02, -90, 180, 90, 4326))) from grid where id = ?`,
        [gridId, share, streetId, share, gridId],
      );
      const featureCollection = {
        type: 'FeatureCollection' as const,
        features: drawn.map(({ code, name, rings }) => ({
          type: 'Feature' as const,
          properties: { code, name },
          geometry: JSON.parse(rings),
        })),
      };
      await stage.inStreet(streetId, async (ctx) => {
        await importGrids(ctx, { featureCollection, crs: 'wgs84' });
        await moveToGridsInForce(ctx);
      });
      stage.clock.advance(1_000);
    },
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
