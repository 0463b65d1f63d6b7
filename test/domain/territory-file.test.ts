import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importGridsFile, type GridsFile } from '../../src/domain/territory/import-file.ts';
import { drawingIn, twoSquares } from '../support/drawing.ts';
import { openOffice, type Office } from '../support/office.ts';
import { at, box, cell, collection, COMMUNITY } from '../support/squares.ts';

let office: Office;
let streetId: string;
let street: ReturnType<typeof drawingIn>;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
  street = drawingIn(office, streetId);
});
afterEach(async () => office.close());

const importing = async (text: string, more: Partial<GridsFile> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'grids-'));
  const file = join(folder, 'grids.geojson');
  await writeFile(file, text);
  const lines: string[] = [];
  const code = await importGridsFile(office.platform, {
    file,
    crs: 'wgs84',
    street: '320199001',
    print: (line) => lines.push(line),
    ...more,
  });
  return { code, lines };
};

describe('a file from the command line', () => {
  test('is imported and counted', async () => {
    const { code, lines } = await importing(JSON.stringify(twoSquares()));
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [expect.stringContaining('1 communities, 2 grids')],
    });
    expect(await street.gridAt(at(0.5, 0.5))).toBe(`${COMMUNITY}001`);
  });

  test('is refused with the pieces as GeoJSON', async () => {
    const { code, lines } = await importing(
      JSON.stringify(collection(cell(1, [box(0, 0, 1.1, 1)]), cell(2, [box(1, 0, 2, 1)]))),
    );
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^GRID_TOPOLOGY/);
    expect(JSON.parse(lines[1]!).features[0].properties).toMatchObject({ kind: 'overlap' });
  });

  test.each<[string, string, Partial<GridsFile>]>([
    ['CRS_UNKNOWN', JSON.stringify(collection()), { crs: undefined }],
    ['GEOJSON_INVALID', 'not json', {}],
    ['NOT_FOUND', JSON.stringify(collection()), { street: '999999999' }],
    ['NOT_FOUND', '', { file: '/nowhere/at.all' }],
  ])('is refused: %s', async (refusal, text, more) => {
    const { code, lines } = await importing(text, more);
    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(new RegExp(`^${refusal}`))],
    });
  });
});
