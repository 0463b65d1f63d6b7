import type { FeatureCollection } from 'geojson';
import { Field, Int, ObjectType } from 'type-graphql';
import { parseCrs, UnknownCrs, type Crs } from '../../geo/crs.ts';
import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { refusal, refuse } from '../refusals.ts';
import { Community } from './community.ts';
import { type Piece, readDrawing } from './drawing.ts';
import { Grid } from './grid.ts';
import { asFeatures, drawingPolicy, fitDrawing, type Fitted, snapDrawing } from './rules.ts';
import { getStreet } from './service.ts';
import { planVersion, type Version } from './versions.ts';

/** What an import changed; nothing when the street already looked like that. */
@ObjectType()
export class ImportedGrids {
  @Field(() => Int)
  communities!: number;

  /** New versions of grids. */
  @Field(() => Int)
  grids!: number;

  /** Versions that are no longer in force from then on. */
  @Field(() => Int)
  closed!: number;
}

/** A whole street as a file draws it. */
export interface DrawnStreet {
  readonly featureCollection: FeatureCollection;
  readonly crs: string | undefined;
  readonly validFrom?: Date | null;
}

/**
 * Replaces the communities and grids of the street by a new version from `validFrom` on, or refuses as a whole:
 * CRS_UNKNOWN, GRIDS_MISSING, GRID_TOPOLOGY with the pieces that do not fit, VERSION_NOT_LATER.
 */
export async function importGrids(ctx: Context, input: DrawnStreet): Promise<ImportedGrids> {
  const crs = crsOf(input.crs);
  await lockTerritory(ctx);
  const street = await getStreet(ctx);
  const present = await presentOf(ctx);
  const known = present.grids.flatMap(({ boundary }) => boundary.coordinates.flat(2));

  const { drawing, pieces } = readDrawing(input.featureCollection, { crs, street: street.code });
  refusePieces(pieces);
  if (drawing.grids.length === 0) refuse('GRIDS_MISSING');
  const snapped = snapDrawing(drawing, { outline: street.outline, known }, drawingPolicy);
  refusePieces(snapped.pieces);
  refusePieces(await invalidAreas(ctx, snapped.drawing));
  const { fitted, pieces: misfits } = fitDrawing(snapped.drawing, snapped.outline, drawingPolicy);
  refusePieces(misfits);
  refusePieces(unnamed(fitted, present.communities));

  return writeVersion(ctx, planVersion(present, fitted), input.validFrom ?? ctx.now);
}

function crsOf(name: string | undefined): Crs {
  try {
    return parseCrs(name);
  } catch (error) {
    if (error instanceof UnknownCrs) return refuse('CRS_UNKNOWN');
    throw error;
  }
}

function refusePieces(pieces: readonly Piece[]): void {
  if (pieces.length === 0) return;
  throw refusal('GRID_TOPOLOGY', String(pieces.length)).with({ pieces: asFeatures(pieces) });
}

/** One import at a time in a street; readers are not held up. */
const lockTerritory = async ({ em, actor }: Context) =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `territory ${actor!.streetId}`,
  ]);

const presentOf = async ({ em }: Context) => ({
  communities: await em.find(Community, { validTo: null }),
  grids: await em.find(Grid, { validTo: null }, { populate: ['boundary'] }),
});

/** What only the database judges: holes outside their shell, rings that lie on each other. */
async function invalidAreas(
  { em }: Context,
  {
    communities,
    grids,
  }: Pick<Fitted, 'grids'> & { communities: readonly Partial<Fitted['grids'][number]>[] },
): Promise<Piece[]> {
  const areas = [...communities.filter(({ boundary }) => boundary), ...grids];
  const found = await em.execute<{ code: string; reason: string; at: string }[]>(
    `select code, (detail).reason, st_asgeojson((detail).location) as at
     from (select code, st_isvaliddetail(st_geomfromgeojson(boundary::text)) as detail
           from jsonb_to_recordset(?::jsonb) as area (code text, boundary jsonb)) judged
     where not (detail).valid`,
    [JSON.stringify(areas.map(({ code, boundary }) => ({ code, boundary })))],
  );
  return found.map(({ code, reason, at }) => ({
    kind: 'invalid',
    codes: [code],
    reason: reason.toUpperCase().replaceAll(/[^A-Z]+/g, '_'),
    geometry: JSON.parse(at) as Piece['geometry'],
  }));
}

/** A community that is new needs a name from the file. */
function unnamed({ communities }: Fitted, present: readonly Community[]): Piece[] {
  const known = new Set(present.map(({ code }) => code));
  return communities
    .filter(({ code, name }) => !name && !known.has(code))
    .map(({ code, boundary }) => ({
      kind: 'invalid',
      codes: [code],
      reason: 'NAME_MISSING',
      geometry: boundary,
    }));
}

async function writeVersion(
  ctx: Context,
  version: Version,
  validFrom: Date,
): Promise<ImportedGrids> {
  const { em, actor } = ctx;
  const streetId = actor!.streetId;
  const { opened, closed } = version.grids;
  if (opened.length + closed.length + version.communities.closed.length > 0)
    await refuseUnlessLater(ctx, validFrom);
  for (const one of [...closed, ...version.communities.closed]) one.validTo = validFrom;
  for (const { present, drawn } of version.communities.changed) em.assign(present, drawn);
  for (const { present, drawn } of version.grids.described) em.assign(present, drawn);
  const created = version.communities.opened.map((drawn) =>
    em.create(Community, { ...drawn, streetId, validFrom }),
  );
  await em.flush();
  const communities = new Map(
    [...version.communities.kept, ...created].map((one) => [one.code, one]),
  );
  for (const { communityCode, ...drawn } of opened)
    em.create(Grid, { ...drawn, streetId, validFrom, community: communities.get(communityCode)! });
  await em.flush();
  return told(ctx, version, communities);
}

async function told(
  ctx: Context,
  version: Version,
  communities: ReadonlyMap<string, Community>,
): Promise<ImportedGrids> {
  const { opened, closed } = version.grids;
  const touched = new Set([
    ...version.communities.closed.map(({ id }) => id),
    ...version.communities.changed.map(({ present }) => present.id),
    ...version.communities.opened.map(({ code }) => communities.get(code)!.id),
    ...opened.map(({ communityCode }) => communities.get(communityCode)!.id),
    ...closed.map(({ community }) => community.id),
  ]);
  if (touched.size > 0)
    await record(ctx, 'territory.changed', { communityIds: [...touched].toSorted() });
  return { communities: touched.size, grids: opened.length, closed: closed.length };
}

async function refuseUnlessLater({ em }: Context, validFrom: Date): Promise<void> {
  const [row] = await em.execute<{ latest: number | null }[]>(
    'select extract(epoch from max(greatest(valid_from, valid_to)))::float8 * 1000 as latest from grid',
  );
  const latest = row?.latest;
  if (latest && latest >= validFrom.getTime())
    refuse('VERSION_NOT_LATER', new Date(latest).toISOString());
}
