type Road = { readonly from: string; readonly to: string; readonly cost: number };

/** The cheapest way to stand in a place after so many roads. */
type Way = { readonly places: readonly string[]; readonly cost: number };

export function solve(prompt: string): string {
  const [, start, goal, most] =
    /cheapest route from (\S.*?) to (\S.*?) that uses at most (\d+) roads?\./.exec(prompt) ?? [];
  if (start === undefined || goal === undefined || most === undefined) return "";
  const roads = prompt.split("\n").flatMap((line): Road[] => {
    const [, from, to, cost] = /^- (.+?) -> (.+?): (\d+(?:\.\d+)?)\s*$/.exec(line) ?? [];
    return from === undefined || to === undefined || cost === undefined
      ? []
      : [{ from, to, cost: Number(cost) }];
  });

  // Costs are not negative, so the cheapest way with exactly k roads, for each k, has the answer among it.
  let ways = new Map<string, Way>([[start, { places: [start], cost: 0 }]]);
  let best = start === goal ? ways.get(start) : undefined;
  for (let step = 0; step < Number(most); step++) {
    const next = new Map<string, Way>();
    for (const { from, to, cost } of roads) {
      const way = ways.get(from);
      if (way === undefined) continue;
      const through = way.cost + cost;
      if (through < (next.get(to)?.cost ?? Infinity))
        next.set(to, { places: [...way.places, to], cost: through });
    }
    const arrived = next.get(goal);
    if (arrived !== undefined && arrived.cost < (best?.cost ?? Infinity)) best = arrived;
    ways = next;
  }
  return best === undefined ? "" : `Answer: ${best.places.join(" -> ")}`;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, start, goal, most] =
    /cheapest route from (\S.*?) to (\S.*?) that uses at most (\d+) roads?\./.exec(prompt) ?? [];
  const given = finalAnswer(response)
    ?.split(/->|→/)
    .map((place) => place.trim());
  const best = finalAnswer(solve(prompt))?.split(" -> ");
  if (given === undefined || best === undefined || most === undefined) return "unsure";
  if (given[0] !== start || given.at(-1) !== goal || given.length > Number(most) + 1) return "wrong";
  return costOf(given, prompt) === costOf(best, prompt) ? "right" : "wrong";
}

/** What a chain of listed roads costs; undefined where a road is not listed. */
function costOf(places: readonly string[], prompt: string): number | undefined {
  let cost = 0;
  for (const [step, to] of places.slice(1).entries()) {
    const road = prompt.split("\n").find((line) => line.startsWith(`- ${places[step] ?? ""} -> ${to}: `));
    if (road === undefined) return undefined;
    cost += Number(road.slice(road.lastIndexOf(":") + 1));
  }
  return cost;
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
