import { collection, lineFeature, pointFeature } from '../../shared/map/features.ts';
import type { BoardState } from '../board.ts';
import type { Positions } from '../positions.ts';
import { colourOf, type Draft } from './draft.ts';

/** What the map draws of the rounds at hand, and whose round is looked at. */
export interface DrawnRounds {
  draft: Draft;
  lookedAt: string | undefined;
}

const busy: ReadonlySet<string> = new Set(['ASSIGNED', 'IN_PROGRESS']);

/** A round that is not to be dispatched is faint, unless somebody looks at it. */
const isLookedAt = (
  riderId: string,
  { chosen, lookedAt }: { chosen: boolean; lookedAt: string | undefined },
): boolean => (lookedAt === undefined ? chosen : lookedAt === riderId);

/** Where each rider goes already as thin grey lines, and what would be new as lines in the rider's colour. */
export function roundFeatures(
  drawn: DrawnRounds | undefined,
  { lines }: BoardState,
  positions: Positions,
): GeoJSON.FeatureCollection {
  if (!drawn) return collection([]);
  const { draft, lookedAt } = drawn;
  return collection(
    draft.routes.flatMap(({ rider, requestIds, chosen }, index) => {
      const from = positions.get(rider.id)?.point;
      const start = from ? [from] : [];
      const look = isLookedAt(rider.id, { chosen, lookedAt });
      const already = [...lines.values()].filter(
        (line) => line.rider?.id === rider.id && busy.has(line.state),
      );
      const present = already.flatMap(({ dropoff }) =>
        from ? [lineFeature([from, dropoff], { present: true, look, colour: '#4A525A' })] : [],
      );
      const places = requestIds.flatMap((id) => lines.get(id) ?? []);
      const pickups = places.flatMap(({ pickup }) => pickup ?? []);
      const counters = [...new Map(pickups.map((place) => [`${place.lng} ${place.lat}`, place]))];
      const way = [
        ...start,
        ...counters.map(([, place]) => place),
        ...places.map(({ dropoff }) => dropoff),
      ];
      const fresh = { present: false, look, colour: colourOf(index) };
      return way.length > 1 ? [...present, lineFeature(way, fresh)] : present;
    }),
  );
}

/** The number of each door in its round. */
export function doorFeatures(
  drawn: DrawnRounds | undefined,
  { lines }: BoardState,
): GeoJSON.FeatureCollection {
  if (!drawn) return collection([]);
  const { draft, lookedAt } = drawn;
  return collection(
    draft.routes.flatMap(({ rider, requestIds, chosen }, index) =>
      requestIds.flatMap((id, door) => {
        const line = lines.get(id);
        const look = isLookedAt(rider.id, { chosen, lookedAt });
        return line
          ? [pointFeature(line.dropoff, { door: door + 1, colour: colourOf(index), look })]
          : [];
      }),
    ),
  );
}
