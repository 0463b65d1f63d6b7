import { randomUUID } from 'node:crypto';
import { sealText } from '../../src/domain/residents/sealing.ts';
import { clientOf } from '../support/client.ts';
import type { RequestsStage, Role, Town } from './requests-stage.ts';

export type Client = ReturnType<typeof clientOf>;

/** The people of a town, and what they ask for. */
export const peopleIn = (stage: RequestsStage, town: Town) => ({
  async signedIn(role: Role, communityIds: readonly string[] = []): Promise<Client> {
    const accountId = await town.account(role, communityIds);
    return stage.as(stage.actor(town.streetId, role, { accountId, communityIds }));
  },
  resident: (consented: 'CONSENTED' | 'SILENT', accountId: string | null = null) =>
    settle({ stage, town }, consented, accountId),
  meal: () => ({
    kind: 'MEAL',
    at: town.told(0.5, 0.5),
    place: '广场',
    pickup: town.told(1, 1),
    pickupName: '食堂',
  }),
});

export type People = ReturnType<typeof peopleIn>;

export const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) {
    id code state place note load readyAt dueAt backstopAt overdue dropoff { lng lat } pickup { lng } pickupName
    kind { code } grid { code } community { name } resident { id } owner { name } offers { id } } }`;

export const open = (client: Client, input: object, key = randomUUID()) =>
  client(OPEN, { input, key });

/** A resident at home, with or without consent to be served. */
async function settle(
  { stage, town }: { stage: RequestsStage; town: Town },
  consented: 'CONSENTED' | 'SILENT',
  accountId: string | null,
): Promise<string> {
  const [id, homeId] = [randomUUID(), randomUUID()];
  const { lng, lat } = town.point(0.5, 0.5);
  await stage.sql(
    `with place as (select g.id, g.community_id, st_setsrid(st_makepoint(?, ?), 4326) as at from grid g where g.street_id = ? and st_covers(g.boundary, st_setsrid(st_makepoint(?, ?), 4326)) limit 1),
     home as (insert into home (street_id, id, location, grid_id, community_id, place) select ?, ?, at, id, community_id, '幸福里' from place)
     insert into resident (street_id, id, home_id, community_id, account_id, name_sealed, phone_sealed, phone_digest, address_sealed, registered_at)
     select ?, ?, ?, community_id, ?, ?, ?, '\\x00', ?, now() from place`,
    [
      lng,
      lat,
      town.streetId,
      lng,
      lat,
      town.streetId,
      homeId,
      town.streetId,
      id,
      homeId,
      accountId,
      sealText(stage.platform.keys, 'name', { id, text: '王秀英' }),
      sealText(stage.platform.keys, 'phone', { id, text: '+8613812341234' }),
      sealText(stage.platform.keys, 'address', { id, text: '幸福里 3 幢 201 室' }),
    ],
  );
  if (consented === 'CONSENTED')
    await stage.sql(
      `insert into consent (street_id, resident_id, purpose, version, given_by, given_at) values (?, ?, 'SERVICE', 1, 'RESIDENT', now())`,
      [town.streetId, id],
    );
  return id;
}
