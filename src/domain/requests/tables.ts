import type { Snapshot, Task } from '../../dispatch/model.ts';
import { byTable } from '../../dispatch/table-travel.ts';
import type { LngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import type { Terms } from './terms.ts';

/** Beyond so many places the street's own roads are reckoned with: a table grows with the square, and is kept with the planning. */
const MOST_PLACES = 150;

/** The terms with the ways of the router that the operator named, if it has an answer; otherwise as they are. */
export async function withTable(
  { roadTable }: Context,
  terms: Terms,
  snapshot: Snapshot,
): Promise<Terms> {
  if (!roadTable || snapshot.tasks.length === 0) return terms;
  const places = placesOf(snapshot);
  if (places.length > MOST_PLACES) return terms;
  const metres = await roadTable.metres(places);
  if (!metres) return terms;
  const table = { places, metres: metres.map((row) => row.map(whole)) };
  const { paceFactor } = terms.policy;
  return { ...terms, table, travel: byTable(table, { paceFactor, otherwise: terms.travel }) };
}

/** To the metre, as it is kept. */
const whole = (metres: number | null): number | null =>
  metres === null ? null : Math.round(metres);

/** Every place somebody may have to go to or come from, once. */
function placesOf({ riders, tasks }: Snapshot): LngLat[] {
  const all = [
    ...riders.flatMap(({ at, route }) => [at, ...route.map((stop) => stop.at)]),
    ...tasks.flatMap(placesOfTask),
  ];
  return [...new Map(all.map((place) => [place.join(), place])).values()];
}

const placesOfTask = ({ pickup, dropoff }: Task): LngLat[] =>
  pickup ? [pickup.at, dropoff.at] : [dropoff.at];
