import { randomUUID } from 'node:crypto';
import { buildSchema } from '../../src/app/schema.ts';
import type { Known, Operation } from './asking.ts';
import type { Town } from './town.ts';

/** Of which table the id is that stands under a name, or under `id` of an operation. */
const tables: Record<string, string> = {
  residentId: 'resident',
  subjectId: 'resident',
  riderId: 'rider',
  requestId: 'service_request',
  offerId: 'offer',
  assignmentId: 'assignment',
  organizationId: 'organization',
  parentId: 'organization',
  communityId: 'community',
  communityIds: 'community',
  pickupStationId: 'station',
  'acceptOffer.id': 'offer',
  'declineOffer.id': 'offer',
  'decision.id': 'decision',
  'leaveAlliance.id': 'rider',
  'leaveOrganization.id': 'organization',
  'resident.id': 'resident',
  'residentIdentity.id': 'resident',
  'rider.id': 'rider',
  'updateRider.id': 'rider',
  'request.id': 'service_request',
  'requestUpdates.id': 'service_request',
  'cancelRequest.id': 'service_request',
  'closeUnserved.id': 'service_request',
  'confirmRequest.id': 'service_request',
  'openRequestAgain.id': 'service_request',
  'waiveProof.id': 'service_request',
  toRiderId: 'rider',
  'acceptTransfer.id': 'transfer',
  'confirmHandover.id': 'transfer',
  'endTransfer.id': 'transfer',
  photoIds: 'photo',
  signatureId: 'photo',
};

/** Texts that are right where they stand; others are a few words. */
const texts: Record<string, () => string | undefined> = {
  'openRequest.input.kind': () => 'MEAL',
  relation: () => '女儿',
  phone: () => `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`,
  login: () => undefined,
  password: () => undefined,
  skills: () => undefined,
  amenities: () => undefined,
  since: () => undefined,
  after: () => undefined,
  search: () => undefined,
};

/** Told only where they are tried: with them, another of the same call would be out of place. */
const seldom = new Set(['joinOrganization.input.parentId', 'joinOrganization.input.communityId']);

const numbers: Record<string, number> = { trustLevel: 1, capacity: 4, load: 1 };

/** Tells an operation what is right in the town: ids of its own, places inside, texts of the right form. */
export async function tellingIn(town: Town): Promise<(operation: Operation) => Known> {
  const ids = new Map<string, string>();
  for (const table of new Set(Object.values(tables))) ids.set(table, await town.idOf(table));
  const { PARTNER, FAMILY } = town.accounts;
  return ({ field }) =>
    (place, type) => {
      const path = [field.name, ...place].join('.');
      const name = place.at(-1)!;
      if (name === 'idempotencyKey') return randomUUID();
      if (seldom.has(path)) return undefined;
      if (path === 'withdrawMandate.accountId') return FAMILY.id;
      if (type === 'ID') return ids.get(tables[path] ?? tables[name] ?? '') ?? PARTNER.id;
      if (type === 'PointInput') return town.centre;
      if (type === 'String') return (texts[path] ?? texts[name] ?? (() => '说明'))();
      if (type === 'Int') return name === 'first' ? 10 : numbers[name];
      return undefined;
    };
}

export const schema = await buildSchema();
