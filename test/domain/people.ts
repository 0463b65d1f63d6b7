import { randomUUID } from 'node:crypto';
import type { PeopleStage } from './people-stage.ts';

export const REGISTER = `mutation ($input: RegisterResidentInput!, $key: ID!) {
  registerResident(input: $input, idempotencyKey: $key) { id } }`;

export const SHOWN = `id maskedName maskedPhone place categories home { lng lat } grid { code } community { id }
  consents { purpose givenBy version withdrawnAt } mandates { accountId relation withdrawnAt }`;

/** An elder of the western community, as staff would write her down; nothing of it may be found in the clear. */
export const elder = (stage: PeopleStage, more: object = {}) => ({
  name: '王秀英',
  address: '幸福里3幢2单元501室',
  place: '幸福里',
  phone: '13800001234',
  point: stage.here.told(0.5, 0.5),
  categories: ['LIVING_ALONE'],
  careNote: '听力不好，请多敲两下门',
  consents: [
    { purpose: 'SERVICE', givenBy: 'RESIDENT' },
    { purpose: 'CARE', givenBy: 'STAFF_WITNESSED' },
  ],
  ...more,
});

/** A resident who was registered through the door. */
export async function registered(stage: PeopleStage, more: object = {}): Promise<string> {
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  const input = elder(stage, more);
  const { data, errors } = await staff(REGISTER, { input, key: randomUUID() });
  expect(errors).toBeUndefined();
  return data!.registerResident.id;
}

/** Somebody who signed in as the resident, or as a family member, that the row names. */
export async function speakingFor(
  stage: PeopleStage,
  residentId: string,
  role: 'RESIDENT' | 'FAMILY',
) {
  const from = {
    RESIDENT: 'select account_id from resident where id = ?',
    FAMILY: 'select account_id from mandate where resident_id = ?',
  };
  const [row] = await stage.sql<{ account_id: string }>(from[role], [residentId]);
  const actor = stage.actor(stage.here, role, { accountId: row!.account_id });
  return { actor, ask: stage.asked(actor) };
}

/** A request for the resident that this rider has accepted. */
export async function accepted(
  stage: PeopleStage,
  residentId: string,
  riderId: string,
): Promise<string> {
  const { streetId, communityIds, companyId, account } = stage.here;
  const [requestId, decisionId, by] = [randomUUID(), randomUUID(), await account('STREET_STAFF')];
  await stage.sql(
    `insert into service_request (street_id, id, code, kind_code, state, resident_id, dropoff, grid_id, community_id, load,
       ready_at, due_at, backstop_at, opened_at, opened_by, channel, rider_id, owner_id)
     select ?, ?, ?, 'VISIT', 'ASSIGNED', ?, st_centroid(g.boundary), g.id, ?, 0,
       now(), now() + interval '1 hour', now(), now(), ?, 'STAFF', ?, ? from grid g where g.community_id = ? limit 1`,
    [
      streetId,
      requestId,
      requestId.slice(0, 6).toUpperCase(),
      residentId,
      communityIds[0],
      by,
      riderId,
      companyId,
      communityIds[0],
    ],
  );
  await stage.sql(
    `insert into decision (street_id, id, request_id, at, outcome, explanation) values (?, ?, ?, now(), 'BY_HAND', '{}')`,
    [streetId, decisionId, requestId],
  );
  await stage.sql(
    `insert into assignment (street_id, request_id, rider_id, decision_id, load, accepted_at) values (?, ?, ?, ?, 0, now())`,
    [streetId, requestId, riderId, decisionId],
  );
  return requestId;
}
