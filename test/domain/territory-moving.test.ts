import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;

beforeEach(async () => {
  street = await openCoverageStage();
});
afterEach(async () => street.close());

const codeOf = async (sql: string, id: string) =>
  (await street.stage.sql(`select g.code from grid g join (${sql}) it on it.grid_id = g.id`, [id]))
    .map(({ code }) => code.slice(-3))
    .join(' ');

test('homes and riders go with the ground; what was stays where it was', async () => {
  const [first] = street.grids;
  const [west, east] = [await street.home([0.2, 0.5], 1), await street.home([0.8, 0.5], 1)];
  const { id: riderId } = await street.rider({ at: [0.8, 0.4] });
  const since = new Date(street.stage.clock.now().getTime() - 60_000).toISOString();
  await street.stage.sql(
    'update rider_position set grid_id = ?, grid_since = ? where rider_id = ?',
    [first, since, riderId],
  );
  await street.stage.sql(
    'insert into rider_presence (street_id, rider_id, grid_id, since) values (?, ?, ?, ?)',
    [street.streetId, riderId, first, since],
  );
  await street.stood('2026-03-02T01:55:00Z', first!, 1);
  await street.split(first!, 0.5);
  const homes = 'select grid_id from home where id = ?';
  expect([await codeOf(homes, west), await codeOf(homes, east)]).toEqual(['001', '003']);
  expect(await codeOf('select grid_id from rider_position where rider_id = ?', riderId)).toBe(
    '003',
  );
  const stays = await street.stage.sql(
    'select p.grid_id, g.code, p.until is null as open from rider_presence p join grid g on g.id = p.grid_id where rider_id = ? order by since',
    [riderId],
  );
  expect(stays).toMatchObject([
    { grid_id: first, open: false },
    { code: expect.stringMatching(/003$/), open: true },
  ]);
  expect(await street.stage.sql('select grid_id from presence_count')).toEqual([
    { grid_id: first },
  ]);
});

test('an hour in which the grids change is counted on both, each with its own samples', async () => {
  const [first] = street.grids;
  await street.stood('2026-03-02T02:00:00Z', first!, 1);
  street.stage.clock.advance(10 * 60_000);
  await street.split(first!, 0.5);
  const [third] = await street.stage.sql(`select id from grid where code like '%001003'`);
  await street.stood('2026-03-02T02:15:00Z', third!.id, 1);
  await street.stood('2026-03-02T02:20:00Z', third!.id, 1);
  await street.count();
  await street.count();
  const rows = await street.stage.sql(
    `select g.code, h.samples, g.valid_to is null as now, h.places_reached[1][1] as reached
     from coverage_hour h join grid g on g.id = h.grid_id where g.code like '%00100_' order by g.code, g.valid_from`,
  );
  expect(
    rows
      .filter(({ code }) => !code.endsWith('2'))
      .map(({ code, ...row }) => ({ ...row, code: code.slice(-3) })),
  ).toEqual([
    { code: '001', samples: 1, now: false, reached: 1 },
    { code: '001', samples: 2, now: true, reached: 0 },
    { code: '003', samples: 2, now: true, reached: 2 },
  ]);
});
