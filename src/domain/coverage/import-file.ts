import { contextFor, type Platform, systemActor } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/errors.ts';
import { refuse } from '../refusals.ts';
import { readGeoJson } from '../territory/import-file.ts';
import { findStreet } from '../territory/service.ts';
import { importRoads } from './roads.ts';

/** What `cli import roads` was told. */
export interface RoadsFile {
  readonly file: string;
  readonly crs: string | undefined;
  readonly street: string;
  readonly print: (line: string) => void;
}

/** Imports a file of roads and says what it made, or why not; returns the exit code, 0 or 1. */
export async function importRoadsFile(
  platform: Platform,
  { file, crs, street, print }: RoadsFile,
): Promise<0 | 1> {
  try {
    const featureCollection = await readGeoJson(file);
    const { id } = (await findStreet(contextFor(platform, null), street)) ?? refuse('NOT_FOUND');
    const ctx = contextFor(platform, systemActor(id));
    const made = await inTransaction(ctx.em, async () =>
      importRoads(ctx, { featureCollection, crs }),
    );
    ctx.committed();
    const kilometres = made.kilometres.toFixed(1);
    print(
      `路网第 ${made.version} 版：${made.nodes} 个路口，${kilometres} 公里 / roads version ${made.version}: ${made.nodes} nodes, ${kilometres} km`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    print(`${error.code}: ${error.text.zh} ${error.text.en}`);
    return 1;
  }
}
