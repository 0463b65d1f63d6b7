import type { Arcs } from './shortest-path.ts';

/** A way from a node to one that was contracted later, and back; `Infinity` where a direction is not open. */
export interface Shortcut {
  readonly to: number;
  readonly onwards: number;
  readonly back: number;
}

/** A node with its ways to all neighbours it had left when it was contracted. */
export interface Contracted {
  readonly node: number;
  readonly shortcuts: readonly Shortcut[];
}

/**
 * Contracts nodes until none is left, always one with the fewest neighbours, and leaves shortcuts between these: every shortest
 * way then first climbs to nodes contracted later, and never climbs again once it descends. In the order of contraction.
 */
export function contract(arcs: Arcs): Contracted[] {
  const ways = waysOf(arcs);
  const queue = new FewestFirst(ways.map(({ size }) => size));
  const done: Contracted[] = [];
  for (let node = queue.take(); node !== undefined; node = queue.take()) {
    const shortcuts: Shortcut[] = [];
    for (const [to, onwards] of ways[node]!) {
      shortcuts.push({ to, onwards, back: ways[to]!.get(node)! });
      ways[to]!.delete(node);
    }
    for (const { to, back } of shortcuts) {
      for (const other of shortcuts)
        if (other.to !== to) shorten(ways[to]!, other.to, back + other.onwards);
      queue.put(to, ways[to]!.size);
    }
    done.push({ node, shortcuts });
  }
  return done;
}

/** For each node its neighbours and the metres to them, `Infinity` where one only comes from there. */
function waysOf(arcs: Arcs): Map<number, number>[] {
  const ways = arcs.map(() => new Map<number, number>());
  for (const [from, list] of arcs.entries())
    for (const { to, metres } of list) {
      if (from === to) continue;
      shorten(ways[from]!, to, metres);
      shorten(ways[to]!, from, Infinity);
    }
  return ways;
}

function shorten(ways: Map<number, number>, to: number, metres: number): void {
  const known = ways.get(to);
  if (known === undefined || metres < known) ways.set(to, metres);
}

/** Nodes by how many neighbours they have left. */
class FewestFirst {
  private readonly sets: Set<number>[] = [];
  private readonly counts: number[];

  constructor(counts: readonly number[]) {
    this.counts = [...counts];
    for (const [node, count] of counts.entries()) this.put(node, count);
  }

  put(node: number, count: number): void {
    this.sets[this.counts[node]!]?.delete(node);
    this.counts[node] = count;
    while (this.sets.length <= count) this.sets.push(new Set());
    this.sets[count]!.add(node);
  }

  /** One of those with the fewest, who has had so few for longest; undefined when none is left. */
  take(): number | undefined {
    const [node] = this.sets.find(({ size }) => size > 0) ?? [];
    if (node !== undefined) this.sets[this.counts[node]!]!.delete(node);
    return node;
  }
}
