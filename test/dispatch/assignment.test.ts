import * as fc from 'fast-check';
import { assign, type AssignmentProblem } from '../../src/dispatch/assignment.ts';
import { match, type Seeker } from '../../src/dispatch/matching.ts';
import { forEvery } from '../support/arbitraries.ts';

interface Edge {
  readonly row: number;
  readonly column: number;
  readonly cost: number;
}

function problemOf(
  edges: readonly Edge[],
  size: { rows: number; columnCount: number; idle: number; few?: number },
) {
  const sorted = edges.toSorted((a, b) => a.row - b.row || a.column - b.column);
  const starts = new Int32Array(size.rows + 1);
  for (const { row } of sorted) starts[row + 1]!++;
  for (let row = 0; row < size.rows; row++) starts[row + 1]! += starts[row]!;
  const problem: AssignmentProblem = {
    rows: size.rows,
    columnCount: size.columnCount,
    starts,
    columns: Int32Array.from(sorted, ({ column }) => column),
    costs: Float64Array.from(sorted, ({ cost }) => cost),
    idleCosts: new Float64Array(size.rows).fill(size.idle),
    ...(size.few && { few: size.few }),
  };
  return problem;
}

const sparse = (max: number) =>
  fc.record({ rows: fc.nat(max), columnCount: fc.nat(max), idle: fc.nat(60) }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges:
        size.rows && size.columnCount
          ? fc.uniqueArray(
              fc.record({
                row: fc.nat(size.rows - 1),
                column: fc.nat(size.columnCount - 1),
                cost: fc.nat(30),
              }),
              { maxLength: 4 * max, selector: ({ row, column }) => `${row} ${column}` },
            )
          : fc.constant<Edge[]>([]),
    }),
  );

/** What an assignment costs; refuses columns taken twice and edges that are not there. */
function costOf(columnOf: Int32Array, edges: readonly Edge[], idle: number): number {
  const taken = [...columnOf].filter((column) => column >= 0);
  expect(new Set(taken).size).toBe(taken.length);
  return columnOf.reduce((sum, column, row) => {
    if (column < 0) return sum + idle;
    return sum + edges.find((edge) => edge.row === row && edge.column === column)!.cost;
  }, 0);
}

function cheapest(edges: readonly Edge[], size: { rows: number; idle: number }): number {
  const go = (row: number, used: readonly number[]): number => {
    if (row === size.rows) return 0;
    const options = edges.filter((edge) => edge.row === row && !used.includes(edge.column));
    const taking = options.map(({ column, cost }) => cost + go(row + 1, [...used, column]));
    return Math.min(size.idle + go(row + 1, used), ...taking);
  };
  return go(0, []);
}

test('costs what brute force finds', () => {
  forEvery(sparse(6), ({ size, edges }) => {
    const { columnOf } = assign(problemOf(edges, size));
    expect(costOf(columnOf, edges, size.idle)).toBe(cheapest(edges, size));
  });
});

test('its prices prove it is cheapest, at any size', () => {
  forEvery(sparse(40), ({ size, edges }) => {
    const problem = problemOf(edges, size);
    const { columnOf, rowPrices, columnPrices } = assign(problem);
    for (const { row, column, cost } of edges)
      expect(cost - rowPrices[row]! - columnPrices[column]!).toBeGreaterThanOrEqual(0);
    for (const price of columnPrices) expect(price).toBeLessThanOrEqual(0);
    for (const price of rowPrices) expect(price).toBeLessThanOrEqual(size.idle);
    const prices = [...rowPrices, ...columnPrices].reduce((sum, price) => sum + price, 0);
    expect(costOf(columnOf, edges, size.idle)).toBe(prices);
  });
});

test('very many edges of which few are looked at first lose nothing', () => {
  const dense = fc.record({
    rows: fc.integer({ min: 2, max: 20 }),
    columnCount: fc.integer({ min: 6, max: 30 }),
  });
  const towns = dense.chain((size) =>
    fc.record({
      size: fc.constant({ ...size, idle: 200 }),
      costs: fc.array(fc.nat(40), { minLength: 600, maxLength: 600 }),
      few: fc.integer({ min: 1, max: 6 }),
    }),
  );
  let narrowed = 0;
  forEvery(towns, ({ size, costs, few }) => {
    const edges = Array.from({ length: size.rows * size.columnCount }, (_, n) => ({
      row: Math.floor(n / size.columnCount),
      column: n % size.columnCount,
      cost: costs[n]!,
    }));
    if (size.columnCount > 4 * few) narrowed++;
    const told = [assign(problemOf(edges, { ...size, few })), assign(problemOf(edges, size))];
    const [first, all] = told.map(({ columnOf }) => costOf(columnOf, edges, size.idle));
    expect(first).toBe(all);
    const { rowPrices, columnPrices } = told[0]!;
    for (const { row, column, cost } of edges)
      expect(cost - rowPrices[row]! - columnPrices[column]!).toBeGreaterThanOrEqual(0);
  });
  expect(narrowed).toBeGreaterThan(0);
});

test('equal costs go to the lower column', () => {
  const edges = [0, 1].flatMap((row) => [0, 1, 2].map((column) => ({ row, column, cost: 5 })));
  const { columnOf } = assign(problemOf(edges, { rows: 2, columnCount: 3, idle: 99 }));
  expect([...columnOf]).toEqual([0, 1]);
});

const total = (list: readonly Seeker[], columns: Int32Array) =>
  list.reduce((sum, { choices }, row) => {
    return sum + (choices.find(({ column }) => column === columns[row])?.cost ?? 0);
  }, 0);
const ranks = (list: readonly Seeker[], columns: Int32Array) =>
  list
    .filter((_, row) => columns[row]! >= 0)
    .map(({ rank }) => rank)
    .toSorted((a, b) => a - b);

describe('match', () => {
  const seekers = fc.array(
    fc.record({
      rank: fc.nat(3),
      choices: fc
        .uniqueArray(fc.record({ column: fc.nat(7), cost: fc.integer({ min: -3, max: 30 }) }), {
          selector: ({ column }) => column,
          maxLength: 8,
        })
        .map((choices) => choices.toSorted((a, b) => a.cost - b.cost || a.column - b.column)),
    }),
    { maxLength: 8 },
  );
  test('looking at the cheapest choices first loses nothing', () => {
    forEvery(fc.tuple(seekers, fc.integer({ min: 1, max: 3 })), ([list, firstChoices]) => {
      const narrow = match(list, { columnCount: 8, firstChoices });
      const whole = match(list, { columnCount: 8, firstChoices: 8 });
      expect(total(list, narrow)).toBeCloseTo(total(list, whole), 9);
      expect(ranks(list, narrow)).toEqual(ranks(list, whole));
    });
  });

  test('nobody pays more than the limit', () => {
    forEvery(seekers, (list) => {
      const columns = match(list, { columnCount: 8, firstChoices: 8, costLimit: 10 });
      for (const [row, { choices }] of list.entries()) {
        const choice = choices.find(({ column }) => column === columns[row]);
        expect(choice?.cost ?? 0).toBeLessThanOrEqual(10);
      }
    });
  });

  test('a higher rank goes first however much it costs', () => {
    const dear: Seeker = { rank: 1, choices: [{ column: 0, cost: 500 }] };
    const cheap: Seeker = { rank: 0, choices: [{ column: 0, cost: 1 }] };
    expect([...match([cheap, dear], { columnCount: 1, firstChoices: 9 })]).toEqual([-1, 0]);
  });
});
