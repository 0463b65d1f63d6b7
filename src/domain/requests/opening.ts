import { ref } from '@mikro-orm/core';
import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { newDeliveryCode } from '../proofs/delivery-code.ts';
import { ProofKind } from '../proofs/proof-kind.ts';
import { refuse } from '../refusals.ts';
import { Resident } from '../residents/resident.ts';
import { Community } from '../territory/community.ts';
import { Grid } from '../territory/grid.ts';
import { geometryOf, lngLatOf } from '../territory/point.ts';
import { freeCode } from './code.ts';
import { isId } from './ids.ts';
import type { OpenRequestInput } from './inputs.ts';
import { RequestKind } from './request-kind.ts';
import { ServiceRequest } from './request.ts';
import { Channel } from './states.ts';
import { actorOf } from './visible.ts';
import { windowOf } from './window.ts';

/**
 * 申请服务: by the resident, by family with a live mandate, or by staff on behalf, for a resident or for a place. From its
 * first instant somebody answers for it.
 */
export async function openRequest(ctx: Context, input: OpenRequestInput): Promise<ServiceRequest> {
  const kind = await kindOf(ctx, input.kind);
  const person = await personOf(ctx, input);
  const window = windowOf(kind, input, ctx.now);
  const at = dropoffOf(input, person);
  const there = await accountableAt(ctx, at);
  const pickup = await pickupOf(ctx, kind, input);
  const { streetId, accountId } = actorOf(ctx);
  const request = ctx.em.create(ServiceRequest, {
    streetId,
    ...window,
    ...pickup,
    code: await freeCode(ctx),
    kind: ref(kind),
    resident: person && ref(ctx.em.getReference(Resident, person.id)),
    homeId: person?.homeId ?? null,
    dropoff: geometryOf(at),
    place: input.place ?? person?.place ?? '',
    grid: ref(ctx.em.getReference(Grid, there.gridId)),
    community: ref(ctx.em.getReference(Community, there.communityId)),
    owner: ref(ctx.em.getReference(Organization, there.ownerId)),
    load: input.load ?? kind.load,
    openedAt: ctx.now,
    openedBy: accountId ?? refuse('NOT_FOUND'),
    channel: channelOf(ctx),
  });
  request.proof = kind.proof;
  if (kind.proof.includes(ProofKind.CODE))
    request.deliveryCodeSealed = newDeliveryCode(ctx, request.id);
  if (input.note) request.noteSealed = seal(ctx.keys, noteCell(request.id), input.note);
  await ctx.em.flush();
  await record(ctx, 'request.opened', request.fact());
  return request;
}

/** Where the note of a request is kept. */
export const noteCell = (id: string) => ({ table: 'service_request', column: 'note_sealed', id });

async function kindOf({ em }: Context, code: string): Promise<RequestKind> {
  return (await em.findOne(RequestKind, { code })) ?? refuse('UNKNOWN_KIND', code);
}

interface Person {
  readonly id: string;
  readonly homeId: string;
  readonly lng: number;
  readonly lat: number;
  readonly place: string;
  readonly consented: boolean;
}

/** The resident it is for, seen through the walls: one's own, one's mandate's, or one's community's. */
async function personOf(ctx: Context, { residentId }: OpenRequestInput): Promise<Person | null> {
  const { role, accountId } = actorOf(ctx);
  if (!residentId && role === 'FAMILY') return refuse('RESIDENT_NEEDED');
  if (!residentId && role !== 'RESIDENT') return null;
  if (residentId && !isId(residentId)) return refuse('NOT_FOUND');
  const [person] = await ctx.em.execute<Person[]>(
    `select p.id, p.home_id as "homeId", st_x(h.location) as lng, st_y(h.location) as lat, h.place,
       exists (select 1 from consent c where c.street_id = p.street_id and c.resident_id = p.id
         and c.purpose = 'SERVICE' and c.withdrawn_at is null) as consented
     from resident p join home h on h.street_id = p.street_id and h.id = p.home_id
     where ${residentId ? 'p.id = ?' : 'p.account_id = ?'} order by p.registered_at, p.id limit 1`,
    [residentId ?? accountId],
  );
  if (!person) return refuse(residentId ? 'NOT_FOUND' : 'RESIDENT_NEEDED');
  if (!person.consented) return refuse('SERVICE_CONSENT_NEEDED');
  return person;
}

function dropoffOf({ at, place }: OpenRequestInput, person: Person | null): LngLat {
  if (at && (place || person)) return lngLatOf(at);
  return person ? [person.lng, person.lat] : refuse('PLACE_NEEDED');
}

interface Accountable {
  readonly gridId: string;
  readonly communityId: string;
  readonly ownerId: string | null;
}

/** The grid of the place and the organization that answers for its community. */
async function accountableAt(ctx: Context, [lng, lat]: LngLat) {
  const { streetId, role, communityIds } = actorOf(ctx);
  const [there] = await ctx.em.execute<Accountable[]>(
    `select g.id as "gridId", g.community_id as "communityId",
       (select o.id from organization o where o.street_id = g.street_id and o.left_at is null
         and (o.community_id = g.community_id or o.kind = 'STREET_OFFICE')
         order by o.kind = 'STREET_OFFICE', o.joined_at, o.id limit 1) as "ownerId"
     from grid g where g.street_id = ? and g.id = grid_at(?, st_setsrid(st_makepoint(?, ?), 4326), ?)`,
    [streetId, streetId, lng, lat, ctx.now.toISOString()],
  );
  if (!there) return refuse('OUTSIDE_STREET');
  if (role === 'COMMUNITY_STAFF' && !communityIds.includes(there.communityId))
    return refuse('OUTSIDE_STREET');
  return { ...there, ownerId: there.ownerId ?? refuse('NOBODY_ACCOUNTABLE') };
}

type Pickup = Partial<Pick<ServiceRequest, 'pickup' | 'pickupName' | 'pickupStationId'>>;

async function pickupOf(ctx: Context, kind: RequestKind, input: OpenRequestInput): Promise<Pickup> {
  if (input.pickupStationId) return stationPickup(ctx, input.pickupStationId);
  if (input.pickup && input.pickupName)
    return { pickup: geometryOf(lngLatOf(input.pickup)), pickupName: input.pickupName };
  return kind.needsPickup || input.pickup ? refuse('PICKUP_NEEDED') : {};
}

async function stationPickup({ em, now }: Context, id: string): Promise<Pickup> {
  if (!isId(id)) return refuse('NOT_FOUND');
  const [station] = await em.execute<{ lng: number; lat: number; name: string }[]>(
    `select st_x(location) as lng, st_y(location) as lat, name from station
     where id = ? and (closed_at is null or closed_at > ?)`,
    [id, now.toISOString()],
  );
  if (!station) return refuse('NOT_FOUND');
  const pickup = geometryOf([station.lng, station.lat]);
  return { pickup, pickupName: station.name, pickupStationId: id };
}

function channelOf(ctx: Context): Channel {
  const { role } = actorOf(ctx);
  if (role === 'RESIDENT') return Channel.RESIDENT;
  return role === 'FAMILY' ? Channel.FAMILY : Channel.STAFF;
}
