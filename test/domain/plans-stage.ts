import { randomUUID } from 'node:crypto';
import { issuePlans } from '../../src/domain/plans/issuing.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

export const OPEN_PLAN = `mutation ($input: OpenPlanInput!, $key: ID!) { openPlan(input: $input, idempotencyKey: $key) {
  id name rule ready due startsOn kind { code } } }`;

export type Ask = Awaited<ReturnType<PeopleStage['as']>>;

/** A street with elders who are served by plans. */
export async function openPlansStage() {
  const stage = await openPeopleStage();
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  return {
    ...stage,
    staff,
    /** So many residents at home who consented to be served, in the first grid of the western community. */
    elders: (count: number) => settle(stage, count),
    /** A daily lunch for them, unless said otherwise; its id. */
    async lunch(
      residentIds: readonly string[],
      more: object = {},
      by: Ask = staff,
    ): Promise<string> {
      const { data, errors } = await by(OPEN_PLAN, {
        input: lunchFor(stage, residentIds, more),
        key: randomUUID(),
      });
      expect(errors).toBeUndefined();
      return data!.openPlan.id;
    },
    issue: () => issueNow(stage),
    /** The requests that came of plans: whose, for which instant, in which state. */
    requests: () =>
      stage.sql(
        `select r.id, r.resident_id as "residentId", r.ready_at as "readyAt", r.state, r.channel, o.on_date::text as on
         from service_request r left join occurrence o on o.request_id = r.id order by r.ready_at, r.resident_id`,
      ),
    facts: (name: string) => stage.sql('select payload from outbox where name = ?', [name]),
    passHours: (hours: number) => stage.clock.advance(hours * 3_600_000),
  };
}

export type PlansStage = Awaited<ReturnType<typeof openPlansStage>>;

/** The stage's clock stands at ten in the morning of Monday the second of March 2026. */
export const lunchFor = (
  stage: PeopleStage,
  residentIds: readonly string[],
  more: object = {},
) => ({
  kind: 'MEAL',
  name: '午餐',
  rule: 'FREQ=DAILY',
  from: '2026-03-02',
  ready: '11:00',
  due: '12:30',
  pickup: stage.here.told(1, 1),
  pickupName: '食堂',
  members: residentIds.map((residentId) => ({ residentId })),
  ...more,
});

export async function issueNow({ platform, here }: PeopleStage): Promise<void> {
  const ctx = contextFor(platform, systemActor(here.streetId));
  await inTransaction(ctx.em, () => issuePlans(ctx));
}

async function settle({ sql, here, platform }: PeopleStage, count: number): Promise<string[]> {
  const { sealText } = await import('../../src/domain/residents/sealing.ts');
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const [id, homeId] = [randomUUID(), randomUUID()];
    const { lng, lat } = here.point(((n * 7) % 19) / 10 + 0.03, ((n * 3) % 17) / 10 + 0.03);
    await sql(
      `with place as (select g.id, g.community_id, st_setsrid(st_makepoint(?, ?), 4326) as at from grid g
         where g.street_id = ? and st_covers(g.boundary, st_setsrid(st_makepoint(?, ?), 4326)) order by g.code limit 1),
       home as (insert into home (street_id, id, location, grid_id, community_id, place) select ?, ?, at, id, community_id, '幸福里' from place),
       person as (insert into resident (street_id, id, home_id, community_id, name_sealed, address_sealed, registered_at)
         select ?, ?, ?, community_id, ?, ?, now() from place)
       insert into consent (street_id, resident_id, purpose, version, given_by, given_at) values (?, ?, 'SERVICE', 1, 'RESIDENT', now())`,
      [
        ...[lng, lat, here.streetId, lng, lat, here.streetId, homeId, here.streetId, id, homeId],
        sealText(platform.keys, 'name', { id, text: '王秀英' }),
        sealText(platform.keys, 'address', { id, text: '幸福里' }),
        ...[here.streetId, id],
      ],
    );
    ids.push(id);
  }
  return ids;
}
