import { contract, type Contracted } from './contracting.ts';
import type { Arcs } from './shortest-path.ts';

/** What is known of a node: who lies above it, from the top down to itself, and the metres to and from each of them. */
interface Label {
  readonly above: Int32Array;
  readonly onwards: Float64Array;
  readonly back: Float64Array;
}

const TOP = -1;

/**
 * Shortest distances over a contracted network. Nodes form a tree in which all that a node can climb to lie above it, so that
 * the highest node of a shortest way lies above both of its ends. What is above a node is measured once, when it is first
 * asked about. A town of 5,000 nodes is contracted in 0.2 s; a node then takes 0.1 ms and 3 KB once, and a distance 2 µs.
 */
export class Contraction {
  private readonly contracted: readonly Contracted[];
  /** The node right above each: of those it can climb to, the one contracted first. */
  private readonly parent: Int32Array;
  private readonly depth: Int32Array;
  private readonly labels: (Label | undefined)[] = [];

  constructor(arcs: Arcs) {
    const order = contract(arcs);
    const byNode: Contracted[] = [];
    const rank = new Int32Array(order.length);
    for (const [index, one] of order.entries()) {
      byNode[one.node] = one;
      rank[one.node] = index;
    }
    this.contracted = byNode;
    this.parent = new Int32Array(order.length).fill(TOP);
    this.depth = new Int32Array(order.length);
    for (const { node, shortcuts } of order.toReversed())
      for (const { to } of shortcuts) {
        const parent = this.parent[node]!;
        if (parent !== TOP && rank[parent]! < rank[to]!) continue;
        this.parent[node] = to;
        this.depth[node] = this.depth[to]! + 1;
      }
  }

  /** Metres of the shortest way, `Infinity` where there is none. */
  metresBetween(start: number, goal: number): number {
    const [from, to] = [this.labelOf(start), this.labelOf(goal)];
    let least = Infinity;
    for (let at = 0; at < from.above.length && from.above[at] === to.above[at]; at++) {
      const metres = from.onwards[at]! + to.back[at]!;
      if (metres < least) least = metres;
    }
    return least;
  }

  private labelOf(node: number): Label {
    return (this.labels[node] ??= this.measure(node));
  }

  private measure(node: number): Label {
    const { contracted, parent, depth } = this;
    const size = depth[node]! + 1;
    const above = new Int32Array(size);
    const onwards = new Float64Array(size).fill(Infinity);
    const back = new Float64Array(size).fill(Infinity);
    onwards[size - 1] = back[size - 1] = 0;
    for (let [at, here] = [size - 1, node]; at >= 0; at--, here = parent[here]!) {
      above[at] = here;
      for (const shortcut of contracted[here]!.shortcuts) {
        const there = depth[shortcut.to]!;
        onwards[there] = Math.min(onwards[there]!, onwards[at]! + shortcut.onwards);
        back[there] = Math.min(back[there]!, shortcut.back + back[at]!);
      }
    }
    return { above, onwards, back };
  }
}
