type Item = {
  readonly name: string;
  readonly weight: number;
  readonly volume: number;
  readonly value: number;
};
type Pair = readonly [first: string, second: string];
type Problem = {
  readonly items: readonly Item[];
  readonly weight: number;
  readonly volume: number;
  readonly clashes: readonly Pair[];
  readonly needs: readonly Pair[];
};

const MOST_NODES = 50_000;

function readProblem(prompt: string): Problem {
  const rows = prompt.matchAll(/^(\w+) *\| (\d+) *\| (\d+) *\| (\d+)/gm);
  const pairs = (found: Iterable<RegExpExecArray>): Pair[] =>
    Array.from(found, ([, first = "", second = ""]): Pair => [first, second]);
  return {
    items: Array.from(rows, ([, name = "", weight, volume, value]) => ({
      name,
      weight: Number(weight),
      volume: Number(volume),
      value: Number(value),
    })),
    weight: Number(/(\d+) kg/.exec(prompt)?.[1]),
    volume: Number(/(\d+) litres/.exec(prompt)?.[1]),
    clashes: pairs(prompt.matchAll(/- The (\w+) and the (\w+) may not both/g)),
    needs: pairs(prompt.matchAll(/- The (\w+) may only be taken if the (\w+) is/g)),
  };
}

const total = (items: readonly Item[], of: "weight" | "volume" | "value"): number =>
  items.reduce((sum, item) => sum + item[of], 0);

function isAllowed(taken: readonly Item[], { weight, volume, clashes, needs }: Problem): boolean {
  const names = new Set(taken.map(({ name }) => name));
  return (
    total(taken, "weight") <= weight &&
    total(taken, "volume") <= volume &&
    clashes.every(([first, second]) => !names.has(first) || !names.has(second)) &&
    needs.every(([first, second]) => !names.has(first) || names.has(second))
  );
}

/** A best choice, by branch and bound with both limits as one; nothing where that takes too many steps. */
function chooseBest(problem: Problem): readonly Item[] {
  const { items, weight, volume } = problem;
  const share = (item: Item): number => item.weight / weight + item.volume / volume;
  const sorted = items.toSorted((a, b) => b.value / share(b) - a.value / share(a));
  let best: readonly Item[] = [];
  let most = 0;
  let nodes = 0;
  const bound = (from: number, taken: readonly Item[]): number => {
    let room = [weight, volume].filter(Number.isFinite).length;
    for (const item of taken) room -= share(item);
    let value = total(taken, "value") + 1e-6;
    for (const item of sorted.slice(from)) {
      const part = Math.min(1, Math.max(0, room) / share(item));
      if (part === 0) break;
      value += part * item.value;
      room -= share(item);
    }
    return value;
  };
  const visit = (next: number, taken: readonly Item[]): void => {
    if (++nodes > MOST_NODES) return;
    if (total(taken, "value") > most && isAllowed(taken, problem)) {
      best = taken;
      most = total(taken, "value");
    }
    const item = sorted[next];
    if (item === undefined || bound(next, taken) < most + 1) return;
    const more = [...taken, item];
    if (isAllowed(more, { ...problem, needs: [] })) visit(next + 1, more);
    visit(next + 1, taken);
  };
  visit(0, []);
  return nodes > MOST_NODES ? [] : best;
}

function respond(taken: readonly Item[], value = total(taken, "value")): string {
  if (taken.length === 0) return "";
  return `<answer>value: ${value}, items: ${taken.map(({ name }) => name).join(", ")}</answer>`;
}

export function solve(prompt: string): string {
  return respond(chooseBest(readProblem(prompt)));
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const answers = Array.from(response.matchAll(/<answer>([^<]*)<\/answer>/g), ([, inside = ""]) => inside);
  const [, value, listed] = /^\s*value: (-?\d+), items: ([a-z, ]+?)\s*$/.exec(answers.at(-1) ?? "") ?? [];
  if (answers.length > 1 || value === undefined || listed === undefined) return "unsure";
  const problem = readProblem(prompt);
  const names = listed.split(",").map((name) => name.trim());
  const taken = problem.items.filter(({ name }) => names.includes(name));
  if (taken.length !== names.length || !isAllowed(taken, problem)) return "wrong";
  if (total(taken, "value") !== Number(value)) return "wrong";
  const best = total(chooseBest(problem), "value");
  return best === 0 ? "unsure" : best === Number(value) ? "right" : "wrong";
}

export function nearMisses(prompt: string): string[] {
  const problem = readProblem(prompt);
  const best = chooseBest(problem);
  const smaller = best
    .map((item) => best.filter((other) => other !== item))
    .filter((taken) => isAllowed(taken, problem))
    .toSorted((a, b) => total(b, "value") - total(a, "value"));
  return [
    respond(smaller[0] ?? []),
    respond(chooseBest({ ...problem, weight: Infinity })),
    respond(chooseBest({ ...problem, volume: Infinity })),
    respond(chooseBest({ ...problem, clashes: [] })),
    respond(chooseBest({ ...problem, needs: [] })),
    respond(best, total(best, "value") + 1),
  ];
}
