import { Rational } from "campforge/bootcamp";

/** Conductances between points, each pair entered from both sides. */
type Network = Map<string, Map<string, Rational>>;

export function solve(prompt: string): string {
  const prose = prompt.replace(/\s+/g, " ");
  const [, first, second] = /between the terminals (\S+) and (\S+?)\. /.exec(prose) ?? [];
  if (first === undefined || second === undefined) return "";
  const [, resistorPart = "", wirePart = ""] =
    /\nResistors, with their resistance in ohms:\n([^]*?)\n(There are no wires\.|Wires:\n[^]*?)\n\n/.exec(
      prompt,
    ) ?? [];

  const joined = new Map<string, string>();
  for (const [, from = "", to = ""] of wirePart.matchAll(/^- (\S+) to (\S+)$/gm)) {
    const [one, other] = [pointOf(joined, from), pointOf(joined, to)];
    if (one !== other) joined.set(one, other);
  }
  const network: Network = new Map();
  for (const [, from = "", to = "", ohms = ""] of resistorPart.matchAll(/^- (\S+) to (\S+): (\d+)$/gm)) {
    if (Number(ohms) === 0) return "";
    connect(network, pointOf(joined, from), pointOf(joined, to), Rational.of(1, Number(ohms)));
  }

  const [start, end] = [pointOf(joined, first), pointOf(joined, second)];
  if (start === end) return "Answer: 0";
  const points = [...network.keys()];
  for (const point of points) if (point !== start && point !== end) eliminate(network, point);
  const conductance = network.get(start)?.get(end);
  return conductance === undefined ? "" : `Answer: ${Rational.of(1).dividedBy(conductance).toString()}`;
}

/** The name that stands for all points that wires join with this one. */
function pointOf(joined: ReadonlyMap<string, string>, point: string): string {
  let found = point;
  for (let next = joined.get(found); next !== undefined; next = joined.get(found)) found = next;
  return found;
}

function connect(network: Network, one: string, other: string, conductance: Rational): void {
  if (one === other) return;
  const join = (from: string, to: string): void => {
    const edges = network.get(from) ?? new Map<string, Rational>();
    network.set(from, edges);
    edges.set(to, edges.get(to)?.plus(conductance) ?? conductance);
  };
  join(one, other);
  join(other, one);
}

/** Star to mesh: takes a point out and joins its neighbours by what lay between them through it. */
function eliminate(network: Network, point: string): void {
  const edges = [...(network.get(point) ?? new Map<string, Rational>())];
  network.delete(point);
  for (const [neighbour] of edges) network.get(neighbour)?.delete(point);
  const total = edges.reduce((sum, [, conductance]) => sum.plus(conductance), Rational.of(0));
  for (const [place, [one, conductance]] of edges.entries())
    for (const [other, more] of edges.slice(place + 1))
      connect(network, one, other, conductance.times(more).dividedBy(total));
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = /^(\d+)(?:\s*\/\s*(\d+))?$/.exec(finalAnswer(response) ?? "");
  const solved = /^(\d+)(?:\/(\d+))?$/.exec(finalAnswer(solve(prompt)) ?? "");
  if (given === null || solved === null || Number(given[2] ?? "1") === 0) return "unsure";
  const [one, other] = [given, solved].map(([, top = "0", bottom = "1"]) =>
    Rational.of(BigInt(top), BigInt(bottom)),
  );
  return one !== undefined && other !== undefined && one.equals(other) ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
