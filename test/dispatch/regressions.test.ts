import type { Snapshot } from '../../src/dispatch/model.ts';
import { forEveryTown, regressions } from '../support/regressions.ts';
import { town } from '../support/town.ts';

/** What a law says that fails where grids are known: in none of the stored towns. */
function complaint(): string {
  try {
    forEveryTown(town, ({ grids }) => expect(grids).toEqual([]));
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

test('what once broke a law is tried first by every law, and says what was wrong', () => {
  const seen: Snapshot[] = [];
  forEveryTown(town, (one) => void seen.push(one));
  expect(regressions.length).toBeGreaterThan(0);
  expect(seen.slice(0, regressions.length)).toEqual(regressions.map((one) => one.town));
  for (const { found } of regressions) expect(found).toMatch(/^[A-Z].{20,}$/);
});

test('a law that fails says which line to keep', () => {
  const lines = complaint().split('\n');
  const line = lines[lines.findIndex((one) => one.includes('regressions.jsonl')) + 1]!;
  const { town: kept } = JSON.parse(line) as { town: Snapshot };
  expect(kept.grids.length).toBeGreaterThan(0);
});
