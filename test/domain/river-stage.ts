import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRoadsFile } from '../../src/domain/coverage/import-file.ts';
import type { Platform } from '../../src/platform/context.ts';
import type { Town } from './requests-stage.ts';

/** A road along either bank of a river; places on the two that face each other are 110 m apart. */
export const NORTH = 1.5;
export const SOUTH = 1.45;
const CORNERS = [0.1, 0.5, 0.9, 1.1, 1.3, 1.5, 1.9];

/** Imports the roads of both banks with a bridge at each of the places, as the newest version. */
export async function importBanks(
  platform: Platform,
  { point }: Pick<Town, 'point'>,
  { code, bridges }: { code: string; bridges: readonly number[] },
): Promise<string[]> {
  const at = (x: number, y: number) => [point(x, y).lng, point(x, y).lat];
  const road = (...coordinates: number[][]) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates },
  });
  const features = [
    ...[NORTH, SOUTH].map((y) => road(...CORNERS.map((x) => at(x, y)))),
    ...bridges.map((x) => road(at(x, NORTH), at(x, SOUTH))),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'banks-'));
  const file = join(folder, 'roads.geojson');
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  try {
    await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features }));
    expect(await importRoadsFile(platform, { file, crs: 'wgs84', street: code, print })).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
  return printed;
}
