import type { LngLat } from '../../geo/point.ts';
import { asPlatform, type Context } from '../../platform/context.ts';
import { rowsBy, type Rows } from '../../platform/database/rows.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { Work } from '../../platform/gather/gather.ts';
import { Grid } from '../territory/grid.ts';
import { RequestKind } from './request-kind.ts';
import { distanceBand } from './rules.ts';
import type { NearbyTask } from './views.ts';
import { actorOf, riderOf } from './visible.ts';

const MOST = 50;
/** Riders see what begins within the hour. */
const AHEAD_MS = 60 * 60_000;
/** Riders who are answered by one statement, at most. */
const MOST_TOGETHER = 50;

interface Asked {
  readonly rider: string;
  readonly lng: number;
  readonly lat: number;
  readonly first: number;
}

interface Row {
  /** Whose answer it belongs to. */
  readonly n: number;
  readonly requestId: string;
  readonly kindCode: string;
  readonly gridId: string;
  readonly gridM: number;
  readonly dueAt: string;
  readonly load: number;
}

interface Found {
  readonly rows: readonly Row[];
  readonly kinds: Rows;
  readonly grids: Rows;
}

/**
 * Tasks nobody has yet that this rider could take, nearest first by metres on the ellipsoid. Riders who ask at the same time
 * are answered together; what they go on to ask of kinds and grids each sees as themselves.
 */
export async function nearbyTasks(
  ctx: Context,
  [lng, lat]: LngLat,
  first: number,
): Promise<NearbyTask[]> {
  const asked = { rider: riderOf(ctx), lng, lat, first: Math.min(Math.max(first, 0), MOST) };
  const { rows, kinds, grids } = await ctx.gather.ask(nearby(ctx), asked);
  const kindOf = once((code) => ctx.em.map(RequestKind, kinds.get(code)!));
  const gridOf = once((id) => ctx.em.map(Grid, grids.get(id)!));
  return rows.map(({ requestId, kindCode, gridId, gridM, dueAt, load }) => ({
    requestId,
    kind: kindOf(kindCode),
    grid: gridOf(gridId),
    distanceBand: distanceBand(gridM),
    dueAt: new Date(dueAt),
    load,
  }));
}

/** Answers each question once, and again the same. */
function once<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const told = known.get(key) ?? answer(key);
    known.set(key, told);
    return told;
  };
}

const nearby = (ctx: Context): Work<Asked, Found> => ({
  name: `nearby tasks ${actorOf(ctx).streetId}`,
  most: MOST_TOGETHER,
  keyOf: (asked) => JSON.stringify(asked),
  together: (many) => find(asPlatform(ctx), many),
});

async function find(ctx: Context, many: readonly Asked[]): Promise<Found[]> {
  const { em, now } = ctx;
  return inTransaction(em, async () => {
    const rows = await em.execute<Row[]>(NEARBY, [
      JSON.stringify(many.map((asked, n) => ({ n, ...asked }))),
      actorOf(ctx).streetId,
      new Date(now.getTime() + AHEAD_MS).toISOString(),
    ]);
    const [kinds, grids] = await Promise.all([
      rowsBy(
        em,
        RequestKind,
        'code',
        rows.map(({ kindCode }) => kindCode),
      ),
      rowsBy(
        em,
        Grid,
        'id',
        rows.map(({ gridId }) => gridId),
      ),
    ]);
    return many.map((_, n) => ({ rows: rows.filter((row) => row.n === n), kinds, grids }));
  });
}

/** The band is to the middle of the grid: asked from many places it still does not give the door away. */
const NEARBY = `
  with asked as materialized (
    select a.n, a.rider, a.first, st_setsrid(st_makepoint(a.lng, a.lat), 4326)::geography as point
    from json_to_recordset(?::json) as a(n int, rider uuid, lng float8, lat float8, first int))
  select a.n, t.* from asked a
  join rider d on d.street_id = ? and d.id = a.rider and d.left_at is null
  cross join lateral (
    select r.id as "requestId", r.kind_code as "kindCode", r.grid_id as "gridId", r.load, r.due_at as "dueAt",
      st_distance(st_centroid(g.boundary)::geography, a.point) as "gridM", r.dropoff::geography <-> a.point as far
    from service_request r
    join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
    join grid g on g.street_id = r.street_id and g.id = r.grid_id
    where r.street_id = d.street_id and r.state in ('OPEN', 'HANDED_TO_BACKSTOP') and r.ready_at <= ?
      and k.skills <@ d.skills and k.min_trust <= d.trust_level and d.load + r.load <= d.capacity
      and not exists (select 1 from exclusion e where e.street_id = r.street_id and e.request_id = r.id
        and e.rider_id = d.id and e.why in ('WITHDRAWN', 'FAILED', 'BANNED'))
    order by far, r.id limit a.first) t
  order by a.n, t.far, t."requestId"`;
