import * as fc from 'fast-check';
import { policyBounds } from '../../src/dispatch/policy-bounds.ts';
import { defaultPolicy, makePolicy, type Policy } from '../../src/dispatch/policy.ts';

type Group = Readonly<Record<string, unknown>>;

/** Every number and word of a policy, by where it stands: what it is usually, and what it may be. */
export const policyFields = fieldsOf([], policyBounds, defaultPolicy as unknown as Group);

interface Field {
  readonly path: readonly string[];
  readonly usual: unknown;
  readonly words?: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

function fieldsOf(path: readonly string[], bounds: object, usual: Group): Field[] {
  return Object.entries(bounds).flatMap(([name, bound]: [string, object]): Field[] => {
    const here = { path: [...path, name], usual: usual[name] };
    if (Array.isArray(bound))
      return [{ ...here, words: bound as string[], least: 0, most: 0, isWhole: false }];
    if (!('range' in bound)) return fieldsOf(here.path, bound, usual[name] as Group);
    const { range, isWhole = false } = bound as { range: [number, number]; isWhole?: true };
    return [{ ...here, least: range[0], most: range[1], isWhole }];
  });
}

/** What a policy would say that says this one thing. */
export const saying = ([first, second]: readonly string[], value: unknown): Group => ({
  [first!]: second === undefined ? value : { [second]: value },
});

/** Anything a field may be, its ends often. */
function anyOf({ words, least, most, isWhole, usual }: Field): fc.Arbitrary<unknown> {
  if (words) return fc.constantFrom(...words);
  const between = isWhole
    ? fc.integer({ min: least, max: most })
    : fc.double({ min: least, max: most, noNaN: true });
  return fc.oneof(fc.constantFrom(usual, least, most), between);
}

/** Policies over the whole of what is allowed: a few fields are anything, the others as usual. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.record({
      maxBundle: fc.integer({ min: 1, max: 4 }),
      commit: fc.constantFrom<Policy['commit']>('AT_ONCE', 'AT_DEPARTURE'),
      loadCounts: fc.constantFrom<Policy['loadCounts']>('FROM_ACCEPTANCE', 'FROM_PICKUP'),
      hold: fc.constant({ ...defaultPolicy.hold, ms: 0 }),
    }),
    fc.oneof(
      fc.subarray(policyFields, { maxLength: 6 }),
      fc.constant(policyFields.filter(({ path }) => path[0] === 'weights')),
      fc.constant(policyFields),
    ),
  )
  .chain(([usual, fields]) =>
    fc
      .tuple(...fields.map((field) => anyOf(field).map((value) => ({ path: field.path, value }))))
      .map((said) => {
        const policy: Record<string, unknown> = { ...defaultPolicy, ...usual };
        for (const { path, value } of said) {
          const [group] = path;
          const known = policy[group!];
          const change = saying(path, value)[group!];
          policy[group!] = typeof known === 'object' ? { ...known, ...(change as object) } : change;
        }
        return makePolicy(policy);
      }),
  );
