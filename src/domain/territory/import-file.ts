import { readFile, stat, writeFile } from 'node:fs/promises';
import type { FeatureCollection } from 'geojson';
import { contextFor, type Platform, systemActor } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/errors.ts';
import { readFeatureCollection, tooLarge } from '../../platform/graphql/geojson.ts';
import { refuse } from '../refusals.ts';
import { importGrids, type ImportedGrids } from './importing.ts';
import { findStreet } from './service.ts';

/** What `cli import grids` was told. */
export interface GridsFile {
  readonly file: string;
  readonly crs: string | undefined;
  readonly street: string;
  /** Where the pieces that do not fit are written; absent: they are printed. */
  readonly pieces?: string | undefined;
  readonly print: (line: string) => void;
}

/** Imports a file of grids and says what changed, or why not and where; returns the exit code, 0 or 1. */
export async function importGridsFile(platform: Platform, input: GridsFile): Promise<0 | 1> {
  try {
    const { communities, grids, closed } = await importInto(platform, input);
    input.print(
      `社区 ${communities}，网格 ${grids}，停用 ${closed} / ${communities} communities, ${grids} grids, ${closed} closed`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    input.print(`${error.code}: ${error.text.zh} ${error.text.en}`);
    await tellPieces(error, input);
    return 1;
  }
}

async function importInto(
  platform: Platform,
  { file, crs, street }: GridsFile,
): Promise<ImportedGrids> {
  const featureCollection = await readGeoJson(file);
  const { id } = (await findStreet(contextFor(platform, null), street)) ?? refuse('NOT_FOUND');
  const ctx = contextFor(platform, systemActor(id));
  const imported = await inTransaction(ctx.em, async () =>
    importGrids(ctx, { featureCollection, crs }),
  );
  ctx.committed();
  return imported;
}

async function tellPieces({ facts }: Refusal, { pieces: target, print }: GridsFile): Promise<void> {
  if (!facts?.pieces) return;
  const text = JSON.stringify(facts.pieces);
  if (target) await writeFile(target, text);
  else print(text);
}

/** No file that the limits on features and positions would let through is longer. */
const MAX_FILE_BYTES = 32_000_000;

/** A file as features. Refuses NOT_FOUND, GEOJSON_INVALID, GEOJSON_TOO_LARGE. */
export async function readGeoJson(file: string): Promise<FeatureCollection> {
  const found = await stat(file).catch(() => refuse('NOT_FOUND'));
  if (found.size > MAX_FILE_BYTES) throw tooLarge();
  return readFeatureCollection(parsed(await readFile(file, 'utf8')));
}

/** Text that is no JSON is no FeatureCollection either: the reader says so. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
