/**
 * Written from the prompt alone, for the bootcamp first-completion: a search with going back, in the order of the
 * brackets, which remembers the states that led nowhere.
 */
export function solveFirstCompletion(prompt: string): string {
  const beginning = /^The beginning: (.*)$/m.exec(prompt)?.[1] ?? "";
  const length = Number(/^The length of the whole sequence: (\d+)/m.exec(prompt)?.[1]);
  const deepest = Number(/^3\. At most (\d+)/m.exec(prompt)?.[1]);
  const order = (/in this order:\n(.*)$/m.exec(prompt)?.[1] ?? "").split(" ");
  const rooms = new Map<string, { readonly holds: readonly string[]; readonly numbers: readonly number[] }>();
  for (const [, where = "", what = ""] of prompt.matchAll(/^ {3}- (?:inside )?(.+?): (.*)$/gm)) {
    const [amounts = "", kinds = ""] = what.split(" pairs, each ");
    const holds = kinds.split(/, | or /).map((pair) => pair.charAt(0));
    const numbers = amounts.split(/, | or /).map((number) => (/\d/.test(number) ? Number(number) : 0));
    rooms.set(where.startsWith("outside") ? "" : where.charAt(0), { holds, numbers });
  }
  const partners: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", ">": "<" };

  /** What is open, from the outside in, with how many pairs have stood directly there. */
  type Open = readonly { readonly by: string; readonly count: number }[];
  const step = (open: Open, bracket: string): Open | undefined => {
    const top = open.at(-1);
    if (top === undefined) return undefined;
    const partner = partners[bracket];
    const { holds, numbers } = rooms.get(top.by) ?? { holds: [], numbers: [0] };
    if (partner !== undefined)
      return open.length > 1 && top.by === partner && numbers.includes(top.count)
        ? open.slice(0, -1)
        : undefined;
    if (!holds.includes(bracket) || top.count >= Math.max(...numbers) || open.length > deepest)
      return undefined;
    return [...open.slice(0, -1), { ...top, count: top.count + 1 }, { by: bracket, count: 0 }];
  };
  const dead = new Set<string>();
  const search = (open: Open, left: number): string | undefined => {
    if (left === 0)
      return open.length === 1 && open.every(({ count }) => rooms.get("")?.numbers.includes(count))
        ? ""
        : undefined;
    if (open.length - 1 > left) return undefined;
    const state = `${left} ${open.map(({ by, count }) => by + count).join()}`;
    if (dead.has(state)) return undefined;
    for (const bracket of order) {
      const next = step(open, bracket);
      const rest = next === undefined ? undefined : search(next, left - 1);
      if (rest !== undefined) return bracket + rest;
    }
    dead.add(state);
    return undefined;
  };
  let open: Open | undefined = [{ by: "", count: 0 }];
  for (const bracket of beginning) open = open === undefined ? undefined : step(open, bracket);
  const rest = open === undefined ? undefined : search(open, length - beginning.length);
  return `Answer: ${beginning}${rest ?? "?"}`;
}
