import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRoadsFile } from '../../src/domain/coverage/import-file.ts';
import { openOffice, type Office } from '../support/office.ts';

let office: Office;
let folder: string;

beforeEach(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'roads-'));
});
afterEach(async () => {
  await office.close();
  await rm(folder, { recursive: true });
});

test('a file of roads becomes a version of the network; what is none is said', async () => {
  const { code } = await office.found();
  const printed: string[] = [];
  const take = async (content: unknown, crs = 'wgs84') => {
    const file = join(folder, 'roads.geojson');
    await writeFile(file, JSON.stringify(content));
    const print = (line: string) => void printed.push(line);
    return importRoadsFile(office.platform, { file, crs, street: code, print });
  };
  const line = (...coordinates: number[][]) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates },
  });
  const crossing = {
    type: 'FeatureCollection',
    features: [
      line([118.77, 31.97], [118.78, 31.97], [118.79, 31.97]),
      line([118.78, 31.96], [118.78, 31.97]),
    ],
  };
  expect(await take(crossing)).toBe(0);
  expect(await take(crossing)).toBe(0);
  expect(printed).toEqual([
    expect.stringContaining('roads version 1: 4 nodes, 3.0 km'),
    expect.stringContaining('roads version 2'),
  ]);
  expect(await take({ type: 'FeatureCollection', features: [] })).toBe(1);
  expect(await take(crossing, 'mars')).toBe(1);
  expect(printed.slice(2).map((line) => line.split(':')[0])).toEqual([
    'ROADS_MISSING',
    'CRS_UNKNOWN',
  ]);
});
