import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { Grid } from '../territory/grid.ts';
import { RequestKind } from './request-kind.ts';
import { distanceBand } from './rules.ts';
import type { NearbyTask } from './views.ts';
import { actorOf, riderOf } from './visible.ts';

const MOST = 50;
/** Riders see what begins within the hour. */
const AHEAD_MS = 60 * 60_000;

interface Row {
  readonly requestId: string;
  readonly kindCode: string;
  readonly gridId: string;
  readonly gridM: number;
  readonly dueAt: string;
  readonly load: number;
}

/** Tasks nobody has yet that this rider could take, nearest first by metres on the ellipsoid. */
export async function nearbyTasks(
  ctx: Context,
  [lng, lat]: LngLat,
  first: number,
): Promise<NearbyTask[]> {
  const rows = await ctx.em.execute<Row[]>(NEARBY, [
    lng,
    lat,
    riderOf(ctx),
    actorOf(ctx).streetId,
    new Date(ctx.now.getTime() + AHEAD_MS).toISOString(),
    Math.min(Math.max(first, 0), MOST),
  ]);
  const kinds = await ctx.em.find(RequestKind, { code: { $in: rows.map((row) => row.kindCode) } });
  const grids = await ctx.em.find(Grid, { id: { $in: rows.map((row) => row.gridId) } });
  return rows.map((row) => ({
    requestId: row.requestId,
    kind: kinds.find(({ code }) => code === row.kindCode)!,
    grid: grids.find(({ id }) => id === row.gridId)!,
    distanceBand: distanceBand(row.gridM),
    dueAt: new Date(row.dueAt),
    load: row.load,
  }));
}

/** The band is to the middle of the grid: asked from many places it still does not give the door away. */
const NEARBY = `
  with here as (select st_setsrid(st_makepoint(?, ?), 4326)::geography as point)
  select r.id as "requestId", r.kind_code as "kindCode", r.grid_id as "gridId", r.load, r.due_at as "dueAt",
    st_distance(st_centroid(g.boundary)::geography, here.point) as "gridM"
  from here, service_request r
  join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
  join grid g on g.street_id = r.street_id and g.id = r.grid_id
  join rider d on d.street_id = r.street_id and d.id = ? and d.left_at is null
  where r.street_id = ? and r.state in ('OPEN', 'HANDED_TO_BACKSTOP') and r.ready_at <= ?
    and k.skills <@ d.skills and k.min_trust <= d.trust_level and d.load + r.load <= d.capacity
    and not exists (select 1 from exclusion e where e.street_id = r.street_id and e.request_id = r.id
      and e.rider_id = d.id and e.why in ('WITHDRAWN', 'FAILED', 'BANNED'))
  order by r.dropoff::geography <-> here.point, r.id limit ?`;
