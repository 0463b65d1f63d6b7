import { Heap } from './heap.ts';

/** For each node, where one can go from it and how far that is. */
export type Arcs = readonly (readonly { readonly to: number; readonly metres: number }[])[];

/** The shortest way from start to goal as nodes, and its length (Dijkstra); ties by the lower node, undefined where there is no way. */
export function shortestPath(
  arcs: Arcs,
  { start, goal }: { readonly start: number; readonly goal: number },
): { readonly nodes: readonly number[]; readonly metres: number } | undefined {
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
  if (metres[goal] === Infinity) return undefined;
  const nodes = [goal];
  while (nodes[0] !== start) nodes.unshift(before[nodes[0]!]!);
  return { nodes, metres: metres[goal]! };
}
