import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;

beforeEach(async () => {
  street = await openCoverageStage();
});
afterEach(async () => street.close());

const COVERAGE = `query ($from: DateTimeISO!, $until: DateTimeISO!, $minutes: Int!, $k: Int! = 1, $weight: CoverageWeight! = HOUSEHOLDS, $cut: Cut! = AS_IT_WAS, $gridIds: [ID!]) {
  gridCoverage(from: $from, until: $until, minutes: $minutes, k: $k, weight: $weight, cut: $cut, gridIds: $gridIds) {
    from until cut basis definition { zh en } changedGrids { code }
    total { share samples missing }
    grids { grid { id code } share samples missing hours { hour share samples missing
      observed { openedToDone { n medianMinutes missing } } } } } }`;

const MORNING = { from: '2026-03-01T00:00:00Z', until: '2026-03-01T02:00:00Z' };

test('a grid is covered as far as riders really stood near it', async () => {
  const [a, b] = street.grids;
  await street.households(a!, 100);
  await street.households(b!, 300);
  for (const minute of ['00', '05', '10', '15'])
    for (const grid of street.grids)
      await street.stood(
        `2026-03-01T00:${minute}:00Z`,
        grid,
        grid === a && minute !== '15' ? 1 : 0,
      );
  await street.count();
  const { data, errors } = await (await street.as('ANALYST'))(COVERAGE, { ...MORNING, minutes: 1 });
  expect(errors).toBeUndefined();
  const { grids, total, basis, definition } = data!.gridCoverage;
  expect(grids[0]).toMatchObject({ grid: { id: a }, share: 0.75, samples: 4, missing: null });
  expect(grids[0].hours).toMatchObject([{ hour: 8, share: 0.75, samples: 4 }]);
  expect(grids[0].hours[0].observed.openedToDone).toEqual({
    n: null,
    medianMinutes: null,
    missing: 'TOO_FEW',
  });
  expect(grids[1]).toMatchObject({ grid: { id: b }, share: 0 });
  expect(total.share).toBeCloseTo(75 / 400);
  expect(basis).toBe('STRAIGHT_LINE');
  expect(definition.en).toContain('1 available rider');
});

test('what is counted anew is told anew, although it was asked before', async () => {
  const [a] = street.grids;
  await street.households(a!, 100);
  const stood = (minute: string, riders: number) =>
    street.stood(`2026-03-01T00:${minute}:00Z`, a!, riders);
  const share = async () => {
    const { data } = await (await street.as('ANALYST'))(COVERAGE, { ...MORNING, minutes: 1 });
    return data!.gridCoverage.grids[0].share;
  };
  await stood('00', 1);
  await stood('05', 0);
  await street.count();
  expect([await share(), await share()]).toEqual([0.5, 0.5]);
  await stood('10', 1);
  await stood('15', 1);
  await street.count();
  expect(await share()).toBe(0.75);
});
