import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Edge,
  isConnected,
  makeGraph,
  reachable,
  shortestRoute,
  topologicalOrder,
} from "../../src/bootcamp/graphs.ts";
import { permutations } from "../../src/bootcamp/combinatorics.ts";

const size = fc.integer({ min: 1, max: 7 });
const edgesOf = (vertices: number): fc.Arbitrary<Edge[]> => {
  const vertex = fc.nat({ max: vertices - 1 });
  return fc.array(fc.record({ from: vertex, to: vertex, weight: fc.nat({ max: 9 }) }), { maxLength: 14 });
};
const aGraph = size.chain((vertices) =>
  fc.record({
    vertices: fc.constant(vertices),
    edges: edgesOf(vertices),
    direction: fc.constantFrom("directed" as const, "undirected" as const),
  }),
);
type Given = {
  readonly vertices: number;
  readonly edges: readonly Edge[];
  readonly direction: "directed" | "undirected";
};

/** The least weight between every two vertices, by Floyd and Warshall. */
function distances({ vertices, edges, direction }: Given): number[][] {
  const all = [...Array.from({ length: vertices }).keys()];
  const table = all.map((from) => all.map((to) => (from === to ? 0 : Infinity)));
  const between = (from: number, to: number): number => table[from]?.[to] ?? Infinity;
  const offer = (from: number, to: number, weight: number): void => {
    table[from]?.splice(to, 1, Math.min(between(from, to), weight));
  };
  for (const { from, to, weight = 1 } of edges) {
    offer(from, to, weight);
    if (direction === "undirected") offer(to, from, weight);
  }
  for (const over of all)
    for (const from of all) for (const to of all) offer(from, to, between(from, over) + between(over, to));
  return table;
}

describe("a graph", () => {
  test("has each edge where it leaves, and at both ends when it has no direction", () => {
    fc.assert(
      fc.property(aGraph, (given) => {
        const { vertices, edges, direction } = given;
        const graph = makeGraph(vertices, edges, direction);
        const both = edges.flatMap(({ from, to, weight }) => [
          { from, to, weight },
          { from: to, to: from, weight },
        ]);
        const expected = direction === "directed" ? edges : both;
        graph.forEach((leaving, vertex) => {
          expect(leaving).toEqual(
            expected.filter(({ from }) => from === vertex).map(({ to, weight }) => ({ to, weight })),
          );
        });
      }),
    );
  });

  test.each<readonly Edge[]>([
    [{ from: 0, to: 2 }],
    [{ from: -1, to: 0 }],
    [{ from: 0.5, to: 1 }],
    [{ from: 0, to: 1, weight: -1 }],
    [{ from: 0, to: 1, weight: Number.NaN }],
  ])("of two vertices with the edge %j is refused", (edge) => {
    expect(() => makeGraph(2, [edge])).toThrow(RangeError);
  });
});

describe("routes", () => {
  test("lead everywhere that repeated steps lead", () => {
    fc.assert(
      fc.property(aGraph, (given) => {
        const graph = makeGraph(given.vertices, given.edges, given.direction);
        distances(given).forEach((row, from) => {
          const expected = row.flatMap((distance, to) => (distance < Infinity ? [to] : []));
          expect(reachable(graph, from)).toEqual(expected);
        });
        expect(isConnected(graph)).toBe(distances(given)[0]?.every((distance) => distance < Infinity));
      }),
    );
    expect(isConnected([])).toBe(true);
  });

  test("are as light as any, along edges that are there", () => {
    fc.assert(
      fc.property(aGraph, (given) => {
        const graph = makeGraph(given.vertices, given.edges, given.direction);
        distances(given).forEach((row, from) =>
          row.forEach((distance, to) => {
            const route = shortestRoute(graph, from, to);
            expect(route?.weight ?? Infinity).toBe(distance);
            const vertices = route?.vertices ?? [from, to];
            expect([vertices[0], vertices.at(-1)]).toEqual([from, to]);
            expect(new Set(vertices).size).toBe(from === to ? 1 : vertices.length);
            const steps = vertices.slice(1).map((vertex, index) => {
              const edges = graph[vertices[index] ?? 0]?.filter((edge) => edge.to === vertex) ?? [];
              return Math.min(...edges.map((edge) => edge.weight));
            });
            expect(steps.reduce((sum, weight) => sum + weight, 0)).toBe(distance);
          }),
        );
      }),
    );
  });
});

describe("a topological order", () => {
  const isForward = (order: readonly number[], edges: readonly Edge[]): boolean =>
    edges.every(({ from, to }) => order.indexOf(from) < order.indexOf(to));

  test("lets every edge go forward, and is there exactly when some order does", () => {
    const small = fc
      .integer({ min: 1, max: 5 })
      .chain((vertices) => fc.record({ vertices: fc.constant(vertices), edges: edgesOf(vertices) }));
    fc.assert(
      fc.property(small, ({ vertices, edges }) => {
        const order = topologicalOrder(makeGraph(vertices, edges, "directed"));
        const orders = permutations([...Array.from({ length: vertices }).keys()]);
        const hasOne = orders.some((one) => isForward(one, edges));
        expect(order?.toSorted((a, b) => a - b)).toEqual(hasOne ? orders[0] : undefined);
        expect(isForward(order ?? [], order === undefined ? [] : edges)).toBe(true);
      }),
    );
  });
});
