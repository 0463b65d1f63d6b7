import { collection, lineFeature, pointFeature } from '../../shared/map/features.ts';
import { isOverdue, type BoardState } from '../board.ts';
import type { Focus, Picking } from '../desk.ts';
import { errandsOf, shapeOf, type Positions } from '../positions.ts';

/** The names of the map sources that change while one looks at them. */
export type LiveSource = 'riders' | 'requests' | 'reach' | 'ranks' | 'picked' | 'rounds' | 'doors';

type Features = GeoJSON.FeatureCollection;

/** Riders on duty where they last were. */
export function riderFeatures(positions: Positions, { lines }: BoardState): Features {
  const errands = errandsOf(lines.values());
  return collection(
    [...positions.values()].map((rider) => {
      const shape = shapeOf(rider, errands);
      const heading = shape === 'moving' ? rider.heading : 0;
      return pointFeature(rider.point, { id: rider.riderId, name: rider.name, shape, heading });
    }),
  );
}

/** Requests that still matter, as pins; the selected one is drawn larger. */
export function requestFeatures({ lines }: BoardState, selected: string, now: number): Features {
  return collection(
    [...lines.values()].map((line) =>
      pointFeature(line.dropoff, {
        id: line.id,
        icon: `${isOverdue(line, now) ? 'late' : 'pin'}-${line.state}`,
        selected: line.id === selected,
        order: line.id === selected ? 9 : line.state === 'FULFILLED' ? 0 : 5,
      }),
    ),
  );
}

/** Where the suggested riders are now, else where the ranking saw them. */
const placed = (focus: Focus | undefined, positions: Positions) =>
  (focus?.candidates ?? []).flatMap(({ riderId, rank, point }) => {
    const place = positions.get(riderId)?.point ?? point;
    return place ? [{ rank, place }] : [];
  });

/** Lines from each suggested rider to the first stop, and from a pickup on to the door. */
export function reachFeatures(
  focus: Focus | undefined,
  { lines }: BoardState,
  positions: Positions,
): Features {
  const line = focus && lines.get(focus.requestId);
  if (!line) return collection([]);
  const goal = line.pickup ?? line.dropoff;
  const last = line.pickup ? [lineFeature([line.pickup, line.dropoff], { first: true })] : [];
  const ways = placed(focus, positions).map(({ rank, place }) =>
    lineFeature([place, goal], { first: rank <= 1 }),
  );
  return collection([...last, ...ways]);
}

/** The rank of each suggested rider beside the rider. */
export const rankFeatures = (focus: Focus | undefined, positions: Positions): Features =>
  collection(
    placed(focus, positions)
      .filter(({ rank }) => rank > 0)
      .map(({ rank, place }) => pointFeature(place, { rank })),
  );

/** The points chosen for a request that is being opened. */
export const pickedFeatures = (picking: Picking | undefined): Features =>
  collection(
    [picking?.pickup, picking?.dropoff].flatMap((place) =>
      place ? [pointFeature(place, {})] : [],
    ),
  );
