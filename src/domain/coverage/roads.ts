import type { FeatureCollection } from 'geojson';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { parseCrs, toWgs84, UnknownCrs, type Crs } from '../../geo/crs.ts';
import { toLngLat } from '../../geo/point.ts';
import { networkOf, roadLinesOf } from '../../geo/road-lines.ts';
import { type RoadData, Roads } from '../../geo/roads.ts';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';

/** What an import of roads made. */
@ObjectType()
export class ImportedRoads {
  @Field(() => Int)
  version!: number;

  @Field(() => Int)
  nodes!: number;

  @Field(() => Int)
  edges!: number;

  @Field(() => Float)
  kilometres!: number;
}

/** A road network with its version. */
export interface KnownRoads {
  readonly version: number;
  readonly roads: Roads;
}

/** 路网导入: the roads of the street as lines; a new version from now on. Refuses CRS_UNKNOWN, ROADS_MISSING. */
export async function importRoads(
  ctx: Context,
  { featureCollection, crs }: { featureCollection: FeatureCollection; crs: string | undefined },
): Promise<ImportedRoads> {
  const from = crsOf(crs);
  const lines = roadLinesOf(featureCollection).map((line) => ({
    ...line,
    positions: line.positions.map((position) => [...toWgs84(toLngLat(position), from)]),
  }));
  return keepRoads(ctx, networkOf(lines));
}

/** Keeps a road network as the newest version. Refuses ROADS_MISSING. */
export async function keepRoads(ctx: Context, { nodes, edges }: RoadData): Promise<ImportedRoads> {
  const { em, actor, now } = ctx;
  if (edges.length === 0) refuse('ROADS_MISSING');
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `roads ${actor!.streetId}`,
  ]);
  const [row] = await em.execute<{ version: number }[]>(
    `insert into road_network (street_id, version, nodes, edges, imported_at)
     select ?, coalesce(max(version), 0) + 1, ?::jsonb, ?::jsonb, ? from road_network where street_id = ?
     returning version`,
    [
      actor!.streetId,
      JSON.stringify(nodes),
      JSON.stringify(edges),
      now.toISOString(),
      actor!.streetId,
    ],
  );
  const { version } = row!;
  await record(ctx, 'roads.changed', { version });
  const metres = edges.reduce((sum, [, , length = 0]) => sum + length, 0);
  return { version, nodes: nodes.length, edges: edges.length, kilometres: metres / 1_000 };
}

/** The newest roads of the street; undefined when none were imported. */
export async function findRoads({ em, actor }: Context): Promise<KnownRoads | undefined> {
  const [row] = await em.execute<(RoadData & { version: number })[]>(
    'select version, nodes, edges from road_network where street_id = ? order by version desc limit 1',
    [actor!.streetId],
  );
  return row && { version: row.version, roads: new Roads(row) };
}

/** 路网版本: the roads of the street of that version. This process reads the newest once and keeps what it has reckoned on them. */
export async function roadsOf(ctx: Context, version: number): Promise<KnownRoads> {
  const { em, actor, shelf } = ctx;
  const name = `roads ${actor!.streetId}`;
  const kept = shelf.find(name, version);
  if (kept instanceof Roads) return { version, roads: kept };
  const [row] = await em.execute<(RoadData & { newest: boolean })[]>(
    `select nodes, edges, version = (select max(version) from road_network where street_id = r.street_id) as newest
     from road_network r where street_id = ? and version = ?`,
    [actor!.streetId, version],
  );
  if (!row) throw new Error(`no roads of version ${version}`);
  const roads = new Roads(row);
  if (row.newest) shelf.put(name, version, roads);
  return { version, roads };
}

function crsOf(name: string | undefined): Crs {
  try {
    return parseCrs(name);
  } catch (error) {
    if (error instanceof UnknownCrs) return refuse('CRS_UNKNOWN');
    throw error;
  }
}
