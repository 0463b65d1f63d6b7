import { Contraction } from './contraction.ts';
import { indexNearest, type NearestIndex } from './nearest.ts';
import { distance, type LngLat } from './point.ts';
import { type Arcs, shortestPath } from './shortest-path.ts';

/** A way along the roads: its line and its metres, the walk to and from the network included. */
export interface RoadPath {
  readonly line: readonly LngLat[];
  readonly metres: number;
}

/**
 * The roads that are open to one mode, finding the way between any two places; places off the road are joined to the nearest
 * node. Metres are those of ordinary streets: a metre on which one is half as fast counts as two.
 */
export class RoadNetwork {
  readonly nodes: readonly LngLat[];
  /** Whether there is a node to join. */
  readonly isOpen: boolean;
  private readonly arcs: Arcs;
  private readonly index: NearestIndex<{ id: string; at: LngLat; node: number }>;
  private contraction: Contraction | undefined;

  /** Of the nodes, those that are `open` may be joined. */
  constructor(nodes: readonly LngLat[], arcs: Arcs, open: (node: number) => boolean) {
    this.nodes = nodes;
    this.arcs = arcs;
    const corners = nodes.map((at, node) => ({ id: String(node).padStart(9, '0'), at, node }));
    const joined = corners.filter(({ node }) => open(node));
    this.isOpen = joined.length > 0;
    this.index = indexNearest(joined);
  }

  /** The node nearest to the place as the crow flies; undefined when none is open. */
  snap(place: LngLat): number | undefined {
    return this.index.nearest(place, 1)[0]?.node;
  }

  /** The shortest way; undefined when no node is open or the two are not connected. */
  path(from: LngLat, to: LngLat): RoadPath | undefined {
    const [start, goal] = [this.snap(from), this.snap(to)];
    if (start === undefined || goal === undefined) return undefined;
    const found = shortestPath(this.arcs, { start, goal });
    if (!found) return undefined;
    const way = found.nodes.map((node) => this.nodes[node]!);
    const ends = distance(from, way[0]!) + distance(way.at(-1)!, to);
    return { line: [from, ...way, to], metres: found.metres + ends };
  }

  /** Metres between two nodes, `Infinity` where there is no way. */
  metresBetween(start: number, goal: number): number {
    this.contraction ??= new Contraction(this.arcs);
    return this.contraction.metresBetween(start, goal);
  }
}
