import { ref } from '@mikro-orm/core';
import type { Point } from 'geojson';
import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { Organization } from '../organizations/organization.ts';
import { newDeliveryCode } from '../proofs/delivery-code.ts';
import { ProofKind } from '../proofs/proof-kind.ts';
import { refuse, type RefusalCode } from '../refusals.ts';
import { Resident } from '../residents/resident.ts';
import { Community } from '../territory/community.ts';
import { Grid } from '../territory/grid.ts';
import { geometryOf } from '../territory/point.ts';
import { freeCodes } from './code.ts';
import { arrayOf } from './ids.ts';
import { noteCell } from './opening.ts';
import { RequestKind } from './request-kind.ts';
import { ServiceRequest } from './request.ts';
import type { Channel } from './states.ts';
import { actorOf } from './visible.ts';
import { windowOf } from './window.ts';

/** What is the same for all: the kind, the hours, where it is fetched, and who asks. */
export interface Errand {
  readonly kind: string;
  readonly readyAt: Date;
  readonly dueAt: Date;
  readonly pickup: Point | null;
  readonly pickupName: string | null;
  readonly pickupStationId: string | null;
  readonly load: number | null;
  readonly channel: Channel;
  readonly openedBy: string;
}

/** For whom, under which id, and what is particular to them. */
export interface Recipient {
  readonly requestId: string;
  readonly residentId: string;
  readonly note: string | null;
}

/** What became of each: the request, or the code of the refusal. */
export type Opened = ReadonlyMap<string, ServiceRequest | RefusalCode>;

/**
 * Opens the same request for many residents at their homes, by the rules of `openRequest` but in a handful of statements. What
 * stands against one is said of that one, by the resident's id; the others are opened.
 */
export async function openRequests(
  ctx: Context,
  errand: Errand,
  recipients: readonly Recipient[],
): Promise<Opened> {
  const kind =
    (await ctx.em.findOne(RequestKind, { code: errand.kind })) ??
    refuse('UNKNOWN_KIND', errand.kind);
  const common = { kind, errand, ...(await pickupOf(ctx, kind, errand)) };
  const homes = await homesOf(ctx, recipients);
  const willing = recipients.filter(({ residentId }) => !reasonAgainst(homes.get(residentId)));
  const codes = willing.length > 0 ? await freeCodes(ctx, willing.length) : [];
  const opened = new Map<string, ServiceRequest | RefusalCode>();
  for (const [n, recipient] of willing.entries()) {
    const home = homes.get(recipient.residentId)!;
    opened.set(recipient.residentId, create(ctx, common, { recipient, home, code: codes[n]! }));
  }
  await ctx.em.flush();
  for (const request of opened.values())
    if (typeof request === 'object') await record(ctx, 'request.opened', request.fact());
  for (const { residentId } of recipients)
    if (!opened.has(residentId)) opened.set(residentId, reasonAgainst(homes.get(residentId))!);
  return opened;
}

interface Common {
  readonly kind: RequestKind;
  readonly errand: Errand;
  readonly pickup: Point | null;
  readonly pickupName: string | null;
}

function create(
  ctx: Context,
  { kind, errand, pickup, pickupName }: Common,
  { recipient, home, code }: { recipient: Recipient; home: HomeOf; code: string },
): ServiceRequest {
  const { requestId: id, residentId, note } = recipient;
  return ctx.em.create(ServiceRequest, {
    id,
    streetId: actorOf(ctx).streetId,
    ...windowOf(kind, errand, ctx.now),
    pickup,
    pickupName,
    pickupStationId: errand.pickupStationId,
    code,
    kind: ref(kind),
    resident: ref(ctx.em.getReference(Resident, residentId)),
    homeId: home.homeId,
    dropoff: geometryOf([home.lng, home.lat]),
    place: home.place,
    grid: ref(ctx.em.getReference(Grid, home.gridId!)),
    community: ref(ctx.em.getReference(Community, home.communityId!)),
    owner: ref(ctx.em.getReference(Organization, home.ownerId!)),
    load: errand.load ?? kind.load,
    openedAt: ctx.now,
    openedBy: errand.openedBy,
    channel: errand.channel,
    proof: kind.proof,
    ...(kind.proof.includes(ProofKind.CODE) && { deliveryCodeSealed: newDeliveryCode(ctx, id) }),
    ...(note && { noteSealed: seal(ctx.keys, noteCell(id), note) }),
  });
}

interface HomeOf {
  readonly id: string;
  readonly homeId: string;
  readonly lng: number;
  readonly lat: number;
  readonly place: string;
  readonly consented: boolean;
  readonly gridId: string | null;
  readonly communityId: string | null;
  readonly ownerId: string | null;
}

function reasonAgainst(home: HomeOf | undefined): RefusalCode | undefined {
  if (!home) return 'NOT_FOUND';
  if (!home.consented) return 'SERVICE_CONSENT_NEEDED';
  if (!home.gridId) return 'OUTSIDE_STREET';
  return home.ownerId ? undefined : 'NOBODY_ACCOUNTABLE';
}

/** The homes of those the actor may see, with the grid they lie in now and who answers for it. */
async function homesOf(
  ctx: Context,
  recipients: readonly Recipient[],
): Promise<ReadonlyMap<string, HomeOf>> {
  const rows = await ctx.em.execute<HomeOf[]>(
    `select p.id, p.home_id as "homeId", st_x(h.location) as lng, st_y(h.location) as lat, h.place,
       exists (select 1 from consent c where c.street_id = p.street_id and c.resident_id = p.id
         and c.purpose = 'SERVICE' and c.withdrawn_at is null) as consented,
       g.id as "gridId", g.community_id as "communityId",
       (select o.id from organization o where o.street_id = p.street_id and o.left_at is null
         and (o.community_id = g.community_id or o.kind = 'STREET_OFFICE')
         order by o.kind = 'STREET_OFFICE', o.joined_at, o.id limit 1) as "ownerId"
     from resident p join home h on h.street_id = p.street_id and h.id = p.home_id
     left join grid g on g.street_id = p.street_id and g.id = grid_at(p.street_id, h.location, ?)
     where p.street_id = ? and p.id = any (?::uuid[])`,
    [
      ctx.now.toISOString(),
      actorOf(ctx).streetId,
      arrayOf(recipients.map(({ residentId }) => residentId)),
    ],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Where it is fetched; refuses a station that is not open, and none where the kind needs one. */
async function pickupOf({ em, now }: Context, kind: RequestKind, errand: Errand) {
  const { pickup, pickupName, pickupStationId } = errand;
  if (pickupStationId === null)
    return kind.needsPickup && !pickup ? refuse('PICKUP_NEEDED') : { pickup, pickupName };
  const [station] = await em.execute<{ lng: number; lat: number; name: string }[]>(
    `select st_x(location) as lng, st_y(location) as lat, name from station
     where id = ? and (closed_at is null or closed_at > ?)`,
    [pickupStationId, now.toISOString()],
  );
  if (!station) return refuse('STATION_CLOSED');
  return { pickup: geometryOf([station.lng, station.lat]), pickupName: station.name };
}
