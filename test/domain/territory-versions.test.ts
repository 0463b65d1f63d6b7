import { randomUUID } from 'node:crypto';
import type { Geometry } from 'geojson';
import { distance, type LngLat, toLngLat } from '../../src/geo/point.ts';
import { codesOf } from '../support/client.ts';
import { demoDrawing, drawingIn, IMPORT, twoSquares } from '../support/drawing.ts';
import { openOffice, type Office } from '../support/office.ts';
import { at, box, cell, collection, COMMUNITY, ring } from '../support/squares.ts';

let office: Office;
let streetId: string;
let street: ReturnType<typeof drawingIn>;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
  street = drawingIn(office, streetId);
});
afterEach(async () => office.close());

const cornersOf = (geometry: Geometry): LngLat[] =>
  geometry.type === 'MultiPolygon' ? geometry.coordinates.flat(2).map(toLngLat) : [];

describe('a street drawn anew', () => {
  test('keeps what is the same, closes what moved, and remembers where things were', async () => {
    await street.draw(twoSquares());
    const before = office.clock.now();
    office.clock.advance(86_400_000);
    const moved = collection(
      cell(1, [box(0, 0, 1, 1)]),
      cell(2, [box(1, 0, 3, 1)], { communityName: undefined }),
    );
    const validFrom = office.clock.now().toISOString();
    expect((await street.draw(moved, { validFrom })).data!.importGrids).toEqual({
      communities: 1,
      grids: 1,
      closed: 1,
    });
    expect(await street.gridAt(at(2.5, 0.5), before)).toBeUndefined();
    expect(await street.gridAt(at(2.5, 0.5))).toBe(`${COMMUNITY}002`);
    expect(await street.gridAt(at(1.5, 0.5), before)).toBe(`${COMMUNITY}002`);
    const versions = `query ($at: DateTimeISO) { grids(at: $at) { code validFrom validTo } communities { name boundary } }`;
    const now = (await street.as('ANALYST')(versions)).data!;
    expect(now.grids.map((grid: any) => grid.validFrom)).toEqual([before.toISOString(), validFrom]);
    expect(now.communities).toEqual([
      {
        name: '方格社区',
        boundary: {
          type: 'MultiPolygon',
          coordinates: [[ring([0, 0], [1, 0], [3, 0], [3, 1], [1, 1], [0, 1])]],
        },
      },
    ]);
    const then = (await street.as('ANALYST')(versions, { at: before.toISOString() })).data!;
    expect(then.grids.map((grid: any) => grid.validTo)).toEqual([null, validFrom]);
  });

  test('a grid and a community that are gone are closed; other words and counts make no new version', async () => {
    const other = cell(1, [box(0, 1, 1, 2)], {
      code: '320199001002001',
      communityName: '另一社区',
    });
    await street.draw(collection(...twoSquares().features, other));
    office.clock.advance(1_000);
    const renamed = collection(
      cell(1, [box(0, 0, 1, 1)], { name: '新名', households: 7 }),
      cell(2, [box(1, 0, 2, 1)]),
    );
    expect((await street.draw(renamed)).data!.importGrids).toEqual({
      communities: 1,
      grids: 0,
      closed: 1,
    });
    const { data } = await street.as('RIDER')(`{ communities { code } grids { name households } }`);
    expect(data).toEqual({
      communities: [{ code: COMMUNITY }],
      grids: [
        { name: '新名', households: 7 },
        { name: '第2网格', households: 0 },
      ],
    });
  });

  test('is refused when it would not come into force later', async () => {
    await street.draw(twoSquares());
    const [first] = twoSquares().features;
    expect(codesOf(await street.draw(collection(first!)))).toEqual(['VERSION_NOT_LATER']);
  });

  test.each([
    ['the demo street', demoDrawing()],
    ['squares in a row', twoSquares()],
  ])(
    'what was exported is taken back unchanged, in each coordinate system: %s',
    async (_, drawn) => {
      await street.draw(drawn);
      for (const crs of ['WGS84', 'GCJ02', 'BD09']) {
        const drawing = await street.exported(crs);
        expect((await street.draw(drawing, { crs })).data!.importGrids).toEqual({
          communities: 0,
          grids: 0,
          closed: 0,
        });
      }
    },
  );

  test.each(['GCJ02', 'BD09'])(
    'a file in %s puts a new street within half a metre',
    async (crs) => {
      await street.draw(demoDrawing());
      const [original, drawing] = [await street.exported(), await street.exported(crs)];
      await office.close();
      office = await openOffice();
      street = drawingIn(office, (await office.found()).id);
      expect((await street.draw(drawing, { crs })).data!.importGrids).toMatchObject({ grids: 70 });
      const again = await street.exported();
      for (const [index, { properties, geometry }] of original.features.entries()) {
        expect(again.features[index]!.properties).toEqual(properties);
        const corners = cornersOf(geometry);
        const others = cornersOf(again.features[index]!.geometry);
        expect(others).toHaveLength(corners.length);
        for (const place of corners)
          expect(Math.min(...others.map((other) => distance(place, other)))).toBeLessThan(0.5);
      }
    },
  );

  test('the same key draws once, and the change is told', async () => {
    const key = randomUUID();
    const staff = street.as('STREET_STAFF');
    const first = await staff(IMPORT, { drawing: twoSquares(), key, crs: 'WGS84' });
    const second = await staff(IMPORT, { drawing: twoSquares(), key, crs: 'WGS84' });
    expect(second).toEqual(first);
    const facts = await office.inStreet(streetId, ({ em }) =>
      em.execute('select name, payload from outbox'),
    );
    const { data } = await staff(`{ communities { id } }`);
    expect(facts).toEqual([
      { name: 'territory.changed', payload: { communityIds: [data!.communities[0].id] } },
    ]);
  });
});
