import * as fc from 'fast-check';

/** Cursors as they are given out, of things that cannot be. */
const CURSORS = [
  '2026-99-99T99:99:99.999Z 00000000-0000-0000-0000-000000000000',
  '2026-03-02T02:00:00.000Z ------------------------------------',
  'R1',
].map((key) => Buffer.from(key).toString('base64url'));

const TEXTS = [
  "'; drop table rider; --",
  '\0',
  '\ud800',
  '%',
  '_',
  '${1}',
  '?',
  '{}',
  '王',
  '🌉',
  'x'.repeat(5_000),
];
const EDGES = [0, 1, -1, 100, 2 ** 31 - 1, -(2 ** 31)];
const MOMENTS = [
  '2026-03-02T03:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '2026-02-30T00:00:00Z',
  '',
];
/** Inside the street, at its borders, and anywhere. */
const DEGREES = [118.83, 118.82, 31.97, 31.96, 0, -0, 180, -180, 90, 1e300, 5e-324];

const scalars: Record<string, (ids: readonly string[]) => fc.Arbitrary<unknown>> = {
  ID: (ids) =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...ids) },
      fc.uuid(),
      fc.constantFrom(...TEXTS),
    ),
  String: () =>
    fc.oneof(
      fc.constantFrom('MEAL', '13800001234', '第1网格', 'AAAA', ...CURSORS),
      fc.constantFrom(...TEXTS),
      fc.string({ unit: 'binary' }),
    ),
  Int: () => fc.oneof(fc.constantFrom(...EDGES), fc.integer()),
  Float: () =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...DEGREES) },
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
  Boolean: () => fc.boolean(),
  DateTimeISO: () =>
    fc.oneof(
      fc.constantFrom(...MOMENTS),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
};

/** Values of a scalar as people, programs and attackers send them. */
export const scalarOf = (name: string, ids: readonly string[]): fc.Arbitrary<unknown> =>
  scalars[name]?.(ids) ?? fc.jsonValue();
