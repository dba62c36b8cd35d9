/**
 * Written from the prompt alone, for the bootcamp first-completion: a search with going back, in the order of the
 * brackets, which remembers the states that led nowhere.
 */
export function solveFirstCompletion(prompt: string): string {
  const beginning = /^The beginning: (.*)$/m.exec(prompt)?.[1] ?? "";
  const length = Number(/^The length of the whole sequence: (\d+)/m.exec(prompt)?.[1]);
  const deepest = Number(/^3\. At most (\d+)/m.exec(prompt)?.[1]);
  const order = (/in this order:\n(.*)$/m.exec(prompt)?.[1] ?? "").split(" ");
  const rooms = new Map<string, { readonly holds: readonly string[]; readonly most: number }>();
  for (const [, where = "", what = ""] of prompt.matchAll(/^ {3}- (?:inside )?(.+?): (.*)$/gm)) {
    const holds = (what.replace(/, at most .*/, "").match(/\S\S(?=,| or|$)/g) ?? []).map((pair) =>
      pair.charAt(0),
    );
    rooms.set(where.startsWith("outside") ? "" : where.charAt(0), {
      holds,
      most: Number(/at most (\d+)/.exec(what)?.[1] ?? 0),
    });
  }
  const partners: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", ">": "<" };

  /** What is open, from the outside in, with how many pairs have stood directly there. */
  type Open = readonly { readonly by: string; readonly count: number }[];
  const step = (open: Open, bracket: string): Open | undefined => {
    const top = open.at(-1);
    if (top === undefined) return undefined;
    const partner = partners[bracket];
    if (partner !== undefined) return open.length > 1 && top.by === partner ? open.slice(0, -1) : undefined;
    const room = rooms.get(top.by);
    if (
      room === undefined ||
      !room.holds.includes(bracket) ||
      top.count >= room.most ||
      open.length > deepest
    )
      return undefined;
    return [...open.slice(0, -1), { ...top, count: top.count + 1 }, { by: bracket, count: 0 }];
  };
  const dead = new Set<string>();
  const search = (open: Open, left: number): string | undefined => {
    if (left === 0) return open.length === 1 ? "" : undefined;
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
