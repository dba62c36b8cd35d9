type Road = { readonly from: string; readonly to: string; readonly cost: number };

/** The cheapest way to stand in a place after so many roads. */
type Way = { readonly places: readonly string[]; readonly cost: number };

export default function solve(prompt: string): string {
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
