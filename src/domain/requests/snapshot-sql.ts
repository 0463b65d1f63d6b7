/** An instant in epoch milliseconds. */
export const ms = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;

/** What a task is to the engine; the columns of `service_request r` joined with its kind `k`. */
export const TASK = `
  'id', r.id, 'kind', r.kind_code, 'load', r.load, 'tier', k.tier, 'serviceSeconds', k.service_seconds,
  'pickupSeconds', k.pickup_seconds,
  'dropoff', json_build_array(st_x(r.dropoff), st_y(r.dropoff)),
  'pickup', case when r.pickup is null then null else json_build_array(st_x(r.pickup), st_y(r.pickup)) end,
  'openedAt', ${ms('r.opened_at')}, 'readyAt', ${ms('r.ready_at')}, 'dueAt', ${ms('r.due_at')}`;

/** One task as it is read: JSON, times in epoch milliseconds. */
export interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly load: number;
  readonly tier: number;
  readonly serviceSeconds: number;
  readonly pickupSeconds: number;
  readonly dropoff: readonly [number, number];
  readonly pickup: readonly [number, number] | null;
  readonly openedAt: number;
  readonly readyAt: number;
  readonly readySpreadMs?: number;
  readonly dueAt: number;
}

/** A task that waits, with what it needs and who is or is not to do it. */
export interface WaitingRow {
  readonly task: TaskRow;
  readonly version: number;
  readonly gridId: string;
  readonly skills: readonly string[];
  readonly minTrust: number;
  readonly waveSize: number;
  readonly pinned: string | null;
  readonly banned: readonly string[];
  readonly regular: readonly string[];
}

/**
 * The requests that wait, in the order in which the engine serves them (`rankOf`): a life, then what is late, then by tier. The grid
 * is that of today: borders may have moved since. Values: instant, street, then those of the condition.
 */
export const tasksWhere = (condition: string) => `
  select json_build_object(${TASK}) as task, r.version, k.skills, k.min_trust as "minTrust", k.wave_size as "waveSize",
    coalesce(grid_at(r.street_id, r.dropoff, f.now), r.grid_id) as "gridId", r.pinned_rider_id as pinned,
    array(select e.rider_id::text from exclusion e where e.street_id = r.street_id and e.request_id = r.id
      and e.why in ('WITHDRAWN', 'FAILED', 'BANNED') order by 1) as banned,
    array(select distinct s.rider_id::text from service_request s where s.street_id = r.street_id
      and s.resident_id = r.resident_id and s.rider_id is not null and s.state in ('FULFILLED', 'CONFIRMED') order by 1) as regular
  from (select ?::timestamptz as now) f cross join service_request r
  join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
  where r.street_id = ? and ${condition}
  order by k.tier >= 3 desc, r.due_at < f.now desc, k.tier desc, r.due_at, r.id limit 500`;

export interface GridRow {
  readonly id: string;
  readonly neighbours: readonly string[];
}

/** The grids in force and which of them share a border. Values: street, instant, instant. */
export const GRIDS = `
  with leaf as materialized (
    select id, street_id from grid where street_id = ? and valid_from <= ? and (valid_to is null or valid_to > ?))
  select g.id, array(select n.neighbour_id::text from grid_neighbour n join leaf l on l.id = n.neighbour_id
    where n.street_id = g.street_id and n.grid_id = g.id order by 1) as neighbours
  from leaf g order by g.id`;
