import { distance, type LngLat } from './point.ts';
import type { RoadNetwork } from './road-network.ts';

/** How riders get about: along the roads where they are known, else straight, lengthened by the detour factor. */
export interface Going {
  readonly roads: RoadNetwork | undefined;
  readonly detourFactor: number;
  readonly speedMps: number;
  /** Whatever is further away than this is not reached. */
  readonly mostMinutes: number;
}

/** An anchor from which a place is reached, and in how many whole minutes, rounded up and at least one. */
export interface Arrival {
  readonly anchor: number;
  readonly minutes: number;
}

/** Where riders of an area are taken to stand: the road node nearest to its point, or the point itself without roads. */
export function anchorAt(point: LngLat, roads: RoadNetwork | undefined): LngLat {
  const node = roads?.snap(point);
  return node === undefined ? point : roads!.nodes[node]!;
}

/** For each place the anchors it is reached from, the quickest first; a place off the road is walked to from its nearest node. */
export function arrivalsAt(
  places: readonly LngLat[],
  anchors: readonly LngLat[],
  going: Going,
): Arrival[][] {
  const { roads } = going;
  const metres = roads?.isOpen ? alongRoads(roads) : straight(going);
  const ends = places.map(metres.end);
  const arrivals: Arrival[][] = places.map(() => []);
  for (const [anchor, at] of anchors.entries()) {
    const from = metres.end(at);
    for (const [index, end] of ends.entries()) {
      const minutes = Math.max(1, Math.ceil(metres.between(from, end) / going.speedMps / 60));
      if (minutes <= going.mostMinutes) arrivals[index]!.push({ anchor, minutes });
    }
  }
  return arrivals.map((one) => one.toSorted((a, b) => a.minutes - b.minutes));
}

interface End {
  readonly at: LngLat;
  readonly node: number;
  readonly walkM: number;
}

const alongRoads = (roads: RoadNetwork) => ({
  end: (at: LngLat): End => {
    const node = roads.snap(at)!;
    return { at, node, walkM: distance(at, roads.nodes[node]!) };
  },
  between: (from: End, to: End) => from.walkM + roads.metresBetween(from.node, to.node) + to.walkM,
});

const straight = ({ detourFactor }: Going) => ({
  end: (at: LngLat): End => ({ at, node: 0, walkM: 0 }),
  between: (from: End, to: End) => distance(from.at, to.at) * detourFactor,
});
