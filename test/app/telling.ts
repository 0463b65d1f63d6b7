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
  requestIds: 'service_request',
  riderIds: 'rider',
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
  gridId: 'grid',
  gridIds: 'grid',
  candidates: 'grid',
  residentIds: 'resident',
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
const seldom = new Set([
  'joinOrganization.input.parentId',
  'joinOrganization.input.communityId',
  'observeCondition.input.residentId',
  'observeCondition.input.assignmentId',
  'registerChannel.input.communityId',
  'registerChannel.input.organizationId',
  'previewRound.planId',
]);

const numbers: Record<string, number> = {
  trustLevel: 1,
  capacity: 4,
  load: 1,
  k: 1,
  riders: 2,
  fromHour: 9,
  untilHour: 17,
  leadMinutes: 60,
  nth: 1,
  seed: 1,
  overlapMinutes: 5,
  expiresInDays: 30,
  callOrder: 1,
  minutes: 15,
  accuracyM: 10,
};

const DAY_MS = 86_400_000;
/** When things begin, in days from now; they end a day later. */
const begins: Record<string, number> = { from: -2, readyAt: 1, deviceAt: 0 };
/** What is planned lies ahead. */
const ahead = new Set(['planShift', 'pushShifts', 'appointRider', 'openPlan', 'pauseResident']);

/** Tells an operation what is right in the town: ids of its own, places inside, texts of the right form. */
export async function tellingIn(town: Town, now: Date): Promise<(operation: Operation) => Known> {
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
      if (type === 'Int' || type === 'Float')
        return name === 'first' ? 10 : (numbers[name] ?? town.centre[name as 'lng' | 'lat']);
      if (type === 'Boolean') return name === 'ended' || name === 'cancelled' ? false : undefined;
      if (type === 'DateTimeISO') return dayOf(field.name, name, now);
      return undefined;
    };
}

/** Only what must be told: an instant that may be left out is. */
function dayOf(operation: string, name: string, now: Date): string | undefined {
  const begin =
    begins[name] ??
    begins[{ until: 'from', to: 'from', due: 'from', dueAt: 'readyAt' }[name] ?? ''];
  if (begin === undefined || (operation === 'openRequest' && begin > 0)) return undefined;
  const days = (ahead.has(operation) ? 1 : begin) + (name in begins ? 0 : 1);
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

/** Whether the town has what stands at a place: an id of a table it knows. */
export const knows = ({ field }: Operation, place: readonly string[]): boolean =>
  (tables[[field.name, ...place].join('.')] ?? tables[place.at(-1)!]) !== undefined;

export const schema = await buildSchema();
