import { streetPolicy } from '../../dispatch/policy.ts';
import type { Context } from '../../platform/context.ts';
import { preparePhotoPolicy } from '../proofs/photo-policy.ts';
import { arrayOf } from './ids.ts';
import { defaultKinds } from './kinds.ts';
import { RequestKind } from './request-kind.ts';
import { usualPickupSeconds } from './rules.ts';
import { actorOf } from './visible.ts';

/** What a street office says about a kind of request. */
export type KindDraft = Omit<RequestKind, 'streetId' | 'version' | Seconds> & {
  readonly [Field in Seconds]?: number | null;
};
type Seconds = 'serviceSeconds' | 'pickupSeconds';

/** Without proof, a wrong tap taken back within ten minutes, two attempts: unless the kind says otherwise. */
const usual = { proof: [], placeWithinM: 150, undoMinutes: 10, maxAttempts: 2 };

/** Gives a new street office the usual kinds of request and the first dispatch policy; what is there already stays. */
export async function prepareStreet(ctx: Context): Promise<void> {
  const { streetId } = actorOf(ctx);
  for (const kind of defaultKinds)
    await insertKind(ctx, { ...usual, ...kind }, 'on conflict do nothing');
  await preparePhotoPolicy(ctx);
  await ctx.em.execute(
    `insert into dispatch_policy (street_id, version, valid_from, policy) values (?, ?, ?, ?::jsonb)
     on conflict do nothing`,
    [streetId, streetPolicy.version, ctx.now.toISOString(), JSON.stringify(streetPolicy)],
  );
}

/** Sets a kind of request; requests already open follow it from their next offer on. */
export async function setRequestKind(ctx: Context, kind: KindDraft): Promise<RequestKind> {
  await insertKind(
    ctx,
    kind,
    `on conflict (street_id, code) do update set name = excluded.name, name_en = excluded.name_en,
       needs_pickup = excluded.needs_pickup, skills = excluded.skills, min_trust = excluded.min_trust,
       service_seconds = excluded.service_seconds, pickup_seconds = excluded.pickup_seconds, load = excluded.load, tier = excluded.tier,
       window_minutes = excluded.window_minutes, offer_seconds = excluded.offer_seconds,
       wave_size = excluded.wave_size, backstop_minutes = excluded.backstop_minutes, proof = excluded.proof,
       place_within_m = excluded.place_within_m, undo_minutes = excluded.undo_minutes, max_attempts = excluded.max_attempts,
       version = request_kind.version + 1`,
  );
  return ctx.em.findOneOrFail(RequestKind, { code: kind.code }, { refresh: true });
}

async function insertKind(ctx: Context, kind: KindDraft, otherwise: string): Promise<void> {
  await ctx.em.execute(
    `insert into request_kind (street_id, code, name, name_en, needs_pickup, skills, min_trust, service_seconds,
       pickup_seconds, load, tier, window_minutes, offer_seconds, wave_size, backstop_minutes, proof, place_within_m, undo_minutes, max_attempts)
     values (?, ?, ?, ?, ?, ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?, ?) ${otherwise}`,
    [
      actorOf(ctx).streetId,
      kind.code,
      kind.name,
      kind.nameEn,
      kind.needsPickup,
      `{${kind.skills.join(',')}}`,
      kind.minTrust,
      kind.serviceSeconds ?? kind.serviceMinutes * 60,
      kind.pickupSeconds ?? usualPickupSeconds,
      kind.load,
      kind.tier,
      kind.windowMinutes,
      kind.offerSeconds,
      kind.waveSize,
      kind.backstopMinutes,
      arrayOf(kind.proof),
      kind.placeWithinM,
      kind.undoMinutes,
      kind.maxAttempts,
    ],
  );
}
