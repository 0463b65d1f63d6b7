import { distance, type LngLat } from './point.ts';
import type { Roads } from './roads.ts';

/** How riders get about: along the roads where they are known, else straight, lengthened by the detour factor. */
export interface Going {
  readonly roads: Roads | undefined;
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
export function anchorAt(point: LngLat, roads: Roads | undefined): LngLat {
  const node = roads?.snap(point);
  return node === undefined ? point : roads!.nodes[node]!;
}

/** For each place the anchors it is reached from, the quickest first; a place off the road is walked to from its nearest node. */
export function arrivalsAt(
  places: readonly LngLat[],
  anchors: readonly LngLat[],
  going: Going,
): Arrival[][] {
  const metres = going.roads?.nodes.length ? alongRoads(going.roads) : straight(going);
  const ends = places.map((place) => metres.end(place));
  const arrivals: Arrival[][] = places.map(() => []);
  for (const [anchor, from] of anchors.entries()) {
    const to = metres.from(from);
    for (const [index, end] of ends.entries()) {
      const minutes = Math.max(1, Math.ceil(to(end) / going.speedMps / 60));
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

function alongRoads(roads: Roads) {
  const end = (at: LngLat): End => {
    const node = roads.snap(at)!;
    return { at, node, walkM: distance(at, roads.nodes[node]!) };
  };
  // Several areas may share an anchor: each node is searched from once.
  const known = new Map<number, Float64Array>();
  return {
    end,
    from(at: LngLat) {
      const start = end(at);
      const metres = known.get(start.node) ?? roads.metresFrom(start.node);
      known.set(start.node, metres);
      return ({ node, walkM }: End) => start.walkM + metres[node]! + walkM;
    },
  };
}

const straight = ({ detourFactor }: Going) => ({
  end: (at: LngLat): End => ({ at, node: 0, walkM: 0 }),
  from: (from: LngLat) => (to: End) => distance(from, to.at) * detourFactor,
});
