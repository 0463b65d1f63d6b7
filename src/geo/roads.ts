import { indexNearest, type NearestIndex } from './nearest.ts';
import { distance, type LngLat } from './point.ts';
import { type Arcs, distancesFrom, shortestPath } from './shortest-path.ts';

/** A road network as data: places, and edges [from, to, metres, class] that are passable both ways. */
export interface RoadData {
  readonly nodes: readonly (readonly number[])[];
  readonly edges: readonly (readonly number[])[];
}

/** A way along the roads: its line and its length in metres, the walk to and from the network included. */
export interface RoadPath {
  readonly line: readonly LngLat[];
  readonly metres: number;
}

/** Refusal of a road network with an edge to nowhere or a length that is none. */
export class InvalidRoads extends Error {
  readonly code = 'INVALID_ROADS';

  constructor(problem: string) {
    super(problem);
    this.name = 'InvalidRoads';
  }
}

/** A road network that finds the way between any two places; places off the road are joined to the nearest node. */
export class Roads {
  readonly nodes: readonly LngLat[];
  private readonly arcs: Arcs;
  private readonly rows = new Map<number, Float64Array>();
  private readonly index: NearestIndex<{ id: string; at: LngLat; node: number }>;

  constructor({ nodes, edges }: RoadData) {
    this.nodes = nodes.map(([lng, lat]) => [lng!, lat!] as const);
    this.arcs = arcsOf(this.nodes.length, edges);
    this.index = indexNearest(
      this.nodes.map((at, node) => ({ id: String(node).padStart(9, '0'), at, node })),
    );
  }

  /** The node nearest to the place as the crow flies; undefined in an empty network. */
  snap(place: LngLat): number | undefined {
    return this.index.nearest(place, 1)[0]?.node;
  }

  /** The shortest way; undefined when the network is empty or does not connect the two. */
  path(from: LngLat, to: LngLat): RoadPath | undefined {
    const [start, goal] = [this.snap(from), this.snap(to)];
    if (start === undefined || goal === undefined) return undefined;
    const found = shortestPath(this.arcs, { start, goal });
    if (!found) return undefined;
    const way = found.nodes.map((node) => this.nodes[node]!);
    const ends = distance(from, way[0]!) + distance(way.at(-1)!, to);
    return { line: [from, ...way, to], metres: found.metres + ends };
  }

  /** Metres along the roads from a node to every other; `Infinity` where there is no way. */
  metresFrom(node: number): Float64Array {
    return distancesFrom(this.arcs, node);
  }

  /** Metres along the roads between two nodes; what is reckoned for one start is kept, about 32 MB at most. */
  metresBetween(start: number, goal: number): number {
    let row = this.rows.get(start);
    if (!row) {
      row = this.metresFrom(start);
      if ((this.rows.size + 1) * this.nodes.length > MOST_KEPT)
        this.rows.delete(this.rows.keys().next().value ?? start);
      this.rows.set(start, row);
    }
    return row[goal]!;
  }
}

const MOST_KEPT = 4_000_000;

function arcsOf(size: number, edges: RoadData['edges']): Arcs {
  const arcs: { to: number; metres: number }[][] = Array.from({ length: size }, () => []);
  for (const [index, [from = -1, to = -1, metres = -1]] of edges.entries()) {
    if (!arcs[from] || !arcs[to]) throw new InvalidRoads(`edge ${index} leads to no node`);
    if (!(metres >= 0 && metres < Infinity)) throw new InvalidRoads(`edge ${index} has no length`);
    arcs[from].push({ to, metres });
    arcs[to].push({ to: from, metres });
  }
  return arcs;
}
