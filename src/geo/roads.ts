import type { LngLat } from './point.ts';
import { isRoadClass, type Mode, ORDINARY, shareOf } from './road-classes.ts';
import { RoadNetwork } from './road-network.ts';

/**
 * A road network as data: places, and edges [from, to, metres, class, one-way]. Without a class an edge is an ordinary street;
 * it is passable both ways, but to motor vehicles only from the first to the second place when one-way is 1.
 */
export interface RoadData {
  readonly nodes: readonly (readonly number[])[];
  readonly edges: readonly (readonly number[])[];
}

/** Refusal of a road network with an edge to nowhere, a length that is none, or a class nobody knows. */
export class InvalidRoads extends Error {
  readonly code = 'INVALID_ROADS';

  constructor(problem: string) {
    super(problem);
    this.name = 'InvalidRoads';
  }
}

/** 路网: the roads of a street, one network for each mode; each is made when it is first asked for. */
export class Roads {
  readonly nodes: readonly LngLat[];
  private readonly edges: readonly Edge[];
  private readonly networks = new Map<Mode, RoadNetwork>();

  constructor({ nodes, edges }: RoadData) {
    this.nodes = nodes.map(([lng, lat]) => [lng!, lat!] as const);
    this.edges = edges.map((edge, index) => edgeOf(edge, { index, nodes }));
  }

  /** What is open to the mode. */
  by(mode: Mode): RoadNetwork {
    const known = this.networks.get(mode);
    if (known) return known;
    const network = this.networkFor(mode);
    this.networks.set(mode, network);
    return network;
  }

  private networkFor(mode: Mode): RoadNetwork {
    const arcs: { to: number; metres: number }[][] = this.nodes.map(() => []);
    const open = new Set<number>();
    const closed = new Set<number>();
    for (const { from, to, length, roadClass, isOneWay } of this.edges) {
      const share = shareOf(roadClass, mode);
      for (const node of [from, to]) (share > 0 ? open : closed).add(node);
      if (share === 0) continue;
      const metres = length / share;
      arcs[from]!.push({ to, metres });
      if (!isOneWay || mode !== 'MOTOR') arcs[to]!.push({ to: from, metres });
    }
    return new RoadNetwork(this.nodes, arcs, (node) => open.has(node) || !closed.has(node));
  }
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly roadClass: number;
  readonly isOneWay: boolean;
}

function edgeOf(
  [from = -1, to = -1, length = -1, roadClass = ORDINARY, oneWay = 0]: readonly number[],
  { index, nodes }: { readonly index: number; readonly nodes: RoadData['nodes'] },
): Edge {
  if (!nodes[from] || !nodes[to]) throw new InvalidRoads(`edge ${index} leads to no node`);
  if (!(length >= 0 && length < Infinity)) throw new InvalidRoads(`edge ${index} has no length`);
  if (!isRoadClass(roadClass)) throw new InvalidRoads(`edge ${index} is of no known class`);
  return { from, to, length, roadClass, isOneWay: oneWay === 1 };
}
