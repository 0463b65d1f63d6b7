import { Heap } from './heap.ts';

/** For each node, where one can go from it and how far that is. */
export type Arcs = readonly (readonly { readonly to: number; readonly metres: number }[])[];

/** Metres from the start to every node, `Infinity` where there is no way (Dijkstra). */
export const distancesFrom = (arcs: Arcs, start: number): Float64Array =>
  search(arcs, { start }).metres;

/** The shortest way from start to goal as nodes, and its length; ties by the lower node. */
export function shortestPath(
  arcs: Arcs,
  ends: { readonly start: number; readonly goal: number },
): { readonly nodes: readonly number[]; readonly metres: number } | undefined {
  const { metres, before } = search(arcs, ends);
  if (metres[ends.goal] === Infinity) return undefined;
  const nodes = [ends.goal];
  while (nodes[0] !== ends.start) nodes.unshift(before[nodes[0]!]!);
  return { nodes, metres: metres[ends.goal]! };
}

function search(arcs: Arcs, { start, goal }: { start: number; goal?: number }) {
  const metres = new Float64Array(arcs.length).fill(Infinity);
  const before = new Int32Array(arcs.length).fill(-1);
  const open = new Heap();
  metres[start] = 0;
  open.push(start, 0);
  for (let node = open.pop(); node !== undefined && node !== goal; node = open.pop())
    for (const { to, metres: length } of arcs[node]!) {
      const reached = metres[node]! + length;
      if (reached >= metres[to]!) continue;
      metres[to] = reached;
      before[to] = node;
      open.push(to, reached);
    }
  return { metres, before };
}
