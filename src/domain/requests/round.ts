import type { Stop } from '../../dispatch/model.ts';
import type { OwnStopRow } from './riders-sql.ts';

/** A rider is not held up for an own stop that opens later than this from now: it comes after what was accepted. */
const SOON_MS = 15 * 60_000;
/** No more of the round is looked at: what lies beyond is hours away. */
const LOOKED_AT = 30;

/** 自有包裹: the stops of a rider's own round in its own order, as the engine sees them. */
export function roundOf(
  round: readonly OwnStopRow[],
  now: number,
): { readonly soon: Stop[]; readonly later: Stop[] } {
  const stops = round.slice(0, LOOKED_AT).map((stop): Stop => ({
    ...stop,
    kind: 'OWN',
    approachSeconds: 0,
    loadChange: 0,
  }));
  const first = stops.findIndex(({ notBefore }) => notBefore > now + SOON_MS);
  const soon = first < 0 ? stops.length : first;
  return { soon: stops.slice(0, soon), later: stops.slice(soon) };
}
