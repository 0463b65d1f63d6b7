import type { Context } from '../../platform/context.ts';
import type { Fix } from './fix.ts';
import { sift, type PlacedFix, type Sifted } from './pipeline.ts';
import { makePolicy, positionPolicy } from './policy.ts';
import { follow, type Presence } from './presence.ts';
import { READ, WRITE, type KnownRow, type LatestRow, type PointRow } from './storing-sql.ts';

/** What one rider's devices tell at once. */
export interface Report {
  readonly riderId: string;
  readonly fixes: readonly Fix[];
}

/**
 * Judges and keeps the positions of many riders of one street, each named once, by two statements in the transaction of the
 * context. Answers what came of each rider's batch; riders who are not there are left out. A rider whose duty ends at the same
 * moment breaks `position_on_duty` or `track_on_duty`.
 */
export async function storePositions(
  ctx: Context,
  reports: readonly Report[],
): Promise<ReadonlyMap<string, Sifted>> {
  const fixes = reports.flatMap(({ riderId, fixes }) => fixes.map((fix) => ({ riderId, fix })));
  const rows = await read(ctx, fixes);
  const judged = rows.map((row) => judge(row, fixes, ctx.now));
  const points = judged.flatMap(({ row, sifted }) =>
    sifted.accepted.map((fix) => pointOf(row, fix)),
  );
  const latest = judged.flatMap(({ row, sifted }) => latestOf(row, sifted.accepted) ?? []);
  if (points.length > 0)
    await ctx.em.execute(WRITE, [
      ctx.actor!.streetId,
      ctx.now.toISOString(),
      JSON.stringify(points),
      JSON.stringify(latest),
    ]);
  return new Map(judged.map(({ row, sifted }) => [row.rider, sifted]));
}

interface Told {
  readonly riderId: string;
  readonly fix: Fix;
}

async function read({ em, actor, now }: Context, told: readonly Told[]): Promise<KnownRow[]> {
  if (told.length === 0) return [];
  const asked = told.map(({ riderId, fix: { deviceMs, at } }, n) => ({
    n,
    rider: riderId,
    ms: deviceMs,
    lng: at[0],
    lat: at[1],
  }));
  const { marginM, speedMemoryMs } = positionPolicy;
  const values = [
    actor!.streetId,
    now.toISOString(),
    JSON.stringify(asked),
    marginM,
    speedMemoryMs,
  ];
  return em.execute<KnownRow[]>(READ, values);
}

interface Judged {
  readonly row: KnownRow;
  readonly sifted: Sifted;
}

function judge(row: KnownRow, told: readonly Told[], now: Date): Judged {
  const batch = row.places.map(([n, gridId, depthM, near]) => ({
    ...told[n]!.fix,
    place: { gridId, depthM, near },
  }));
  const sifted = sift(batch, {
    nowMs: now.getTime(),
    policy: policyOf(row),
    duty: row.duty.map(([fromMs, untilMs]) => ({ fromMs, untilMs })),
    kept: row.kept.map(([deviceMs, lng, lat, accuracyM]) => ({
      deviceMs: Math.round(deviceMs),
      at: [lng, lat],
      accuracyM,
    })),
  });
  return { row, sifted };
}

const policyOf = ({ policy }: KnownRow) => makePolicy(policy);

const pointOf = ({ rider }: KnownRow, fix: PlacedFix): PointRow => ({
  rider,
  ms: fix.deviceMs,
  lng: fix.at[0],
  lat: fix.at[1],
  accuracy: fix.accuracyM,
  speed: fix.speedMps ?? null,
  bearing: fix.bearingDeg ?? null,
  battery: fix.batteryPercent ?? null,
});

/** Where the rider is after what was believed and is later than what was known; nothing when nothing is. */
function latestOf(row: KnownRow, accepted: readonly PlacedFix[]): LatestRow | undefined {
  const { seenMs } = row;
  const later = accepted.filter(({ deviceMs }) => seenMs === null || deviceMs > seenMs);
  const before = presenceOf(row);
  const moved = follow(before, later, policyOf(row));
  const last = later.at(-1);
  if (!moved || !last) return undefined;
  const { presence, endedMs, begun } = moved;
  return {
    rider: row.rider,
    ms: last.deviceMs,
    lng: last.at[0],
    lat: last.at[1],
    accuracy: last.accuracyM,
    seen: row.seen,
    grid: presence.gridId,
    since: presence.gridId === null ? null : presence.sinceMs,
    leaving: presence.leavingMs,
    // A stay may be open in a grid that is no longer in force.
    ended: before ? endedMs : later[0]!.deviceMs,
    begun: begun.map(({ gridId, sinceMs, untilMs }) => ({
      grid: gridId,
      since: sinceMs,
      until: untilMs,
    })),
  };
}

/** A grid that is no longer in force is left at once: whoever is counted nowhere is counted anew where they are seen. */
const presenceOf = ({ seenMs, gridId, sinceMs, leavingMs }: KnownRow): Presence | undefined =>
  seenMs === null || gridId === null || sinceMs === null
    ? undefined
    : { gridId, sinceMs, leavingMs, seenMs };
