import * as fc from 'fast-check';
import { shrunkenRates, wilson } from '../../src/domain/coverage/statistics.ts';
import { forEvery } from '../support/arbitraries.ts';
import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

const exposed = fc.array(
  fc.record({ cases: fc.nat(50), exposure: fc.integer({ min: 1, max: 2_000 }) }),
  { minLength: 1, maxLength: 20 },
);

test('a shrunken rate lies between its own and the mean of all, and nearer to its own the larger it is', () => {
  forEvery(exposed, (all) => {
    const mean =
      all.reduce((sum, one) => sum + one.cases, 0) /
      all.reduce((sum, one) => sum + one.exposure, 0);
    const rates = shrunkenRates(all);
    const weights = all.map(({ cases, exposure }, index) => {
      const own = cases / exposure;
      expect(rates[index]).toBeGreaterThanOrEqual(Math.min(own, mean) - 1e-12);
      expect(rates[index]).toBeLessThanOrEqual(Math.max(own, mean) + 1e-12);
      return own === mean ? NaN : (rates[index]! - mean) / (own - mean);
    });
    for (const [i, one] of all.entries())
      for (const [j, other] of all.entries())
        if (one.exposure < other.exposure && !Number.isNaN(weights[i]! + weights[j]!))
          expect(weights[i]).toBeLessThanOrEqual(weights[j]! + 1e-6);
  });
});

test('the interval holds the share and narrows with n', () => {
  const asked = fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
  forEvery(asked, ([hits, n]) => {
    const [one, ten] = [wilson(hits, n), wilson(10 * hits, 10 * n)];
    expect(one.low).toBeLessThanOrEqual(hits / n + 1e-12);
    expect(one.high).toBeGreaterThanOrEqual(hits / n - 1e-12);
    expect(one.low).toBeGreaterThanOrEqual(0);
    expect(one.high).toBeLessThanOrEqual(1);
    expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
  });
  // Wilson's own example, to four places: 15 of 20.
  expect(wilson(15, 20).low).toBeCloseTo(0.5313, 4);
  expect(wilson(15, 20).high).toBeCloseTo(0.8881, 4);
});

describe('the hot spots of a street', () => {
  let street: CoverageStage;
  beforeEach(async () => {
    street = await openCoverageStage();
  });
  afterEach(async () => street.close());

  const HOT = `query ($from: DateTimeISO!, $until: DateTimeISO!, $kind: String) { hotSpots(from: $from, until: $until, kind: $kind) {
    definition { zh en } clusters { about { lng lat } requests residents }
    grids { grid { id } rank n nBefore perThousand shrunkenPerThousand trend missing } } }`;
  const DAY = { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' };

  const course = (at: readonly [number, number], openedAt: string, resident: number) =>
    street.asked({ at, openedAt, resident });
  const hot = async (role: 'ANALYST' | 'STREET_STAFF', more: object = {}) => {
    const { data, errors } = await (await street.as(role))(HOT, { ...DAY, ...more });
    expect(errors).toBeUndefined();
    return data!.hotSpots;
  };

  test('are ranked by a rate that one request in a tiny grid cannot top', async () => {
    const [first, second, tiny] = street.grids;
    await street.households(first!, 1_000);
    await street.households(second!, 1_000);
    await street.households(tiny!, 2);
    for (let number = 0; number < 30; number++)
      await course([0.5, 0.5], '2026-03-02T01:00:00Z', number);
    for (let number = 0; number < 10; number++) {
      await course([0.5, 1.5], '2026-03-02T02:00:00Z', number);
      await course([0.5, 0.5], '2026-03-01T02:00:00Z', number);
    }
    await course([1.5, 0.5], '2026-03-02T02:00:00Z', 1);
    const { grids, definition } = await hot('STREET_STAFF');
    expect(grids.map(({ grid, rank }: any) => [grid.id, rank])).toEqual([
      [first, 1],
      [second, 2],
      [tiny, null],
      [street.grids[3], null],
    ]);
    expect(grids[0]).toMatchObject({ n: 30, nBefore: 10, perThousand: 30, trend: 2 });
    expect(grids[1]).toMatchObject({ n: 10, nBefore: 0, perThousand: 10, trend: null });
    expect(grids[2]).toMatchObject({ n: 1, perThousand: null, missing: 'TOO_FEW' });
    expect(definition.en).toContain('empirical Bayes');
    const [, , seen] = (await hot('ANALYST')).grids;
    expect(seen).toMatchObject({ n: null, missing: 'TOO_FEW' });
    expect((await hot('ANALYST', { kind: 'VISIT' })).grids[0].rank).toBeNull();
  });

  test('are heaps of five residents at least, told roughly', async () => {
    for (let number = 0; number < 6; number++) {
      await course([0.5, 0.5], '2026-03-02T01:00:00Z', number);
      await course([1.5, 1.5], '2026-03-02T01:00:00Z', 1);
    }
    const { clusters } = await hot('ANALYST');
    const { lng, lat } = street.town.point(0.5, 0.5);
    expect(clusters).toMatchObject([{ requests: 6, residents: 6 }]);
    expect(Math.abs(clusters[0].about.lng - lng)).toBeLessThanOrEqual(0.001_000_1);
    expect((clusters[0].about.lng / 0.002) % 1).toBeCloseTo(0, 6);
    expect(Math.abs(clusters[0].about.lat - lat)).toBeLessThanOrEqual(0.000_500_1);
  });
});
