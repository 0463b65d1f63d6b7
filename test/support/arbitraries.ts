import * as fc from 'fast-check';
import type { LngLat } from '../../src/geo/point.ts';

/** How many generated cases a property sees; CI raises it. */
export const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

/** Every generated case must hold. */
export const forEvery = <T>(one: fc.Arbitrary<T>, law: (value: T) => void): void =>
  fc.assert(
    fc.property(one, (value) => {
      law(value);
    }),
    { numRuns: RUNS },
  );

/** A place in and around the demo street (some 4 by 4 km). */
export const place: fc.Arbitrary<LngLat> = fc.tuple(
  fc.integer({ min: 0, max: 400 }).map((step) => 118.75 + step / 10_000),
  fc.integer({ min: 0, max: 400 }).map((step) => 31.96 + step / 10_000),
);
