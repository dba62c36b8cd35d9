import { at } from "./at.ts";

/** An edge between two vertices, numbered from 0, with a weight of at least 0 (1 where there is none). */
export type Edge = { readonly from: number; readonly to: number; readonly weight?: number };

/** For each vertex, the edges that leave it. */
export type Graph = readonly (readonly { readonly to: number; readonly weight: number }[])[];

/**
 * A graph of `size` vertices from its edges; undirected unless said otherwise.
 * Throws a RangeError when an edge names a vertex that is not there or a negative weight.
 *
 * @example makeGraph(2, [{ from: 0, to: 1 }]) // → [[{ to: 1, weight: 1 }], [{ to: 0, weight: 1 }]]
 */
export function makeGraph(
  size: number,
  edges: readonly Edge[],
  direction: "undirected" | "directed" = "undirected",
): Graph {
  const graph: { to: number; weight: number }[][] = Array.from({ length: size }, () => []);
  for (const { from, to, weight = 1 } of edges) {
    if (!(weight >= 0)) throw new RangeError(`edge ${from}-${to}: expected a weight of at least 0`);
    at(graph, to);
    at(graph, from).push({ to, weight });
    if (direction === "undirected") at(graph, to).push({ to: from, weight });
  }
  return graph;
}

/**
 * The vertices that can be reached from one, itself included, in order of number.
 *
 * @example reachable(makeGraph(3, [{ from: 0, to: 1 }]), 0) // → [0, 1]
 */
export function reachable(graph: Graph, from: number): number[] {
  const seen = new Set([from]);
  for (const vertex of seen) for (const { to } of at(graph, vertex)) seen.add(to);
  return [...seen].sort((a, b) => a - b);
}

/**
 * True when every vertex can be reached from the first.
 *
 * @example isConnected(makeGraph(3, [{ from: 0, to: 1 }])) // → false
 */
export function isConnected(graph: Graph): boolean {
  return graph.length === 0 || reachable(graph, 0).length === graph.length;
}

/** A route through a graph and the sum of its weights. */
export type Route = { readonly vertices: readonly number[]; readonly weight: number };

/**
 * A lightest route between two vertices (Dijkstra), or undefined where there is none.
 *
 * @example shortestRoute(makeGraph(3, [{ from: 0, to: 1 }, { from: 1, to: 2 }]), 0, 2) // → { vertices: [0, 1, 2], weight: 2 }
 */
export function shortestRoute(graph: Graph, from: number, to: number): Route | undefined {
  const weights = graph.map(() => Infinity);
  const previous = graph.map(() => -1);
  const settled = new Set<number>();
  weights[from] = 0;
  for (;;) {
    let nearest = -1;
    weights.forEach((weight, vertex) => {
      if (!settled.has(vertex) && weight < (nearest < 0 ? Infinity : at(weights, nearest))) nearest = vertex;
    });
    if (nearest < 0) return undefined;
    if (nearest === to) break;
    settled.add(nearest);
    for (const edge of at(graph, nearest)) {
      const through = at(weights, nearest) + edge.weight;
      if (through < at(weights, edge.to)) {
        weights[edge.to] = through;
        previous[edge.to] = nearest;
      }
    }
  }
  const vertices = [to];
  for (let vertex = to; vertex !== from;) {
    vertex = at(previous, vertex);
    vertices.unshift(vertex);
  }
  return { vertices, weight: at(weights, to) };
}

/**
 * The vertices of a directed graph so that every edge goes forward, or undefined where there is a cycle.
 *
 * @example topologicalOrder(makeGraph(2, [{ from: 1, to: 0 }], "directed")) // → [1, 0]
 */
export function topologicalOrder(graph: Graph): number[] | undefined {
  const incoming = graph.map(() => 0);
  for (const edges of graph) for (const { to } of edges) incoming[to] = at(incoming, to) + 1;
  const ready = incoming.flatMap((count, vertex) => (count === 0 ? [vertex] : []));
  for (const vertex of ready) {
    for (const { to } of at(graph, vertex)) {
      incoming[to] = at(incoming, to) - 1;
      if (incoming[to] === 0) ready.push(to);
    }
  }
  return ready.length === graph.length ? ready : undefined;
}
