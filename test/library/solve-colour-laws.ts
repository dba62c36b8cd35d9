type Grid = readonly (readonly string[])[];
type Step = (grid: string[][], colour: string) => void;

/** Moves cells one step at a time until none can move. */
const slide =
  (down: number, right: number): Step =>
  (grid, colour) => {
    for (let moved = true; moved;) {
      moved = false;
      for (const [r, row] of grid.entries())
        for (const [c, cell] of row.entries()) {
          const ahead = grid[r + down];
          if (cell !== colour || ahead?.[c + right] !== ".") continue;
          row[c] = ".";
          ahead[c + right] = colour;
          moved = true;
        }
    }
  };

/** Paints one further cell at a time. */
const paint =
  (down: number, right: number): Step =>
  (grid, colour) => {
    for (const [r, row] of grid.entries())
      for (const [c, cell] of [...row].entries()) {
        if (cell !== colour) continue;
        for (let step = 1; grid[r + down * step]?.[c + right * step] === "."; step++)
          grid[r + down * step]?.splice(c + right * step, 1, "*");
      }
    for (const row of grid) for (const [c, cell] of row.entries()) if (cell === "*") row[c] = colour;
  };

const touches = (grid: Grid, r: number, c: number, colour: string): boolean =>
  [grid[r - 1]?.[c], grid[r + 1]?.[c], grid[r]?.[c - 1], grid[r]?.[c + 1]].includes(colour);

/** What becomes of each cell, by the grid as it was. */
const rewrite =
  (
    cellOf: (before: Grid, at: { readonly r: number; readonly c: number; readonly colour: string }) => string,
  ): Step =>
  (grid, colour) => {
    const before = grid.map((row) => [...row]);
    for (const [r, row] of grid.entries())
      for (const c of row.keys()) row[c] = cellOf(before, { r, c, colour });
  };

const swap = (image: (before: Grid, r: number, c: number) => string): Step =>
  rewrite((before, { r, c, colour }) => {
    const [own = "", other] = [before[r]?.[c], image(before, r, c)];
    if (own === colour && other === ".") return ".";
    return own === "." && other === colour ? colour : own;
  });

const STEPS: Readonly<Record<string, Step>> = {
  sinks: slide(1, 0),
  rises: slide(-1, 0),
  drifts: slide(0, 1),
  retreats: slide(0, -1),
  reaches: paint(0, 1),
  hangs: paint(1, 0),
  grows: rewrite((before, { r, c, colour }) => {
    const own = before[r]?.[c] ?? "";
    return own === "." && touches(before, r, c, colour) ? colour : own;
  }),
  fades: rewrite((before, { r, c, colour }) => {
    const own = before[r]?.[c] ?? "";
    return own === colour && !touches(before, r, c, colour) ? "." : own;
  }),
  mirrors: swap((before, r, c) => before[r]?.[before.length - 1 - c] ?? ""),
  flips: swap((before, r, c) => before[before.length - 1 - r]?.[c] ?? ""),
};

/**
 * Written from the prompt alone, for the bootcamp colour-laws: every order of the colours, and for each colour in its turn
 * every law that leaves none of its cells where a picture is empty. Those by which all pictures come out give one result.
 */
export function solveColourLaws(prompt: string): string {
  const laws = [...prompt.matchAll(/^ {3}- (\w+): /gm)].map(([, name = ""]) => name);
  const grids = [...prompt.matchAll(/(?:^[.#A-F](?: [.#A-F])+\n)+/gm)].map(([rows]) =>
    rows
      .trim()
      .split("\n")
      .map((row) => row.split(" ")),
  );
  const test = grids.at(-1) ?? [];
  const pairs = grids
    .slice(0, -1)
    .flatMap((before, index) => (index % 2 === 0 ? [{ now: before, after: grids[index + 1] ?? [] }] : []));
  const results = new Set<string>();
  const fitsAll = (nows: readonly Grid[], fits: (cell: string, mark: string) => boolean): boolean =>
    nows.every((grid, index) =>
      grid.every((row, r) => row.every((cell, c) => fits(cell, pairs[index]?.after[r]?.[c] ?? ""))),
    );
  const go = (left: readonly string[], nows: readonly Grid[], tested: Grid): void => {
    if (left.length === 0 && fitsAll(nows, (cell, mark) => (cell === ".") === (mark === ".")))
      results.add(tested.map((row) => row.join(" ")).join("\n"));
    for (const colour of left)
      for (const law of laws) {
        const act = (grid: Grid): Grid => {
          const copy = grid.map((row) => [...row]);
          STEPS[law]?.(copy, colour);
          return copy;
        };
        const next = nows.map(act);
        if (fitsAll(next, (cell, mark) => cell !== colour || mark === "#"))
          go(
            left.filter((other) => other !== colour),
            next,
            act(tested),
          );
      }
  };
  const colours = [...new Set(grids.flat(2))].filter((cell) => cell !== "." && cell !== "#").toSorted();
  go(
    colours,
    pairs.map(({ now }) => now),
    test,
  );
  return `\`\`\`\n${[...results].join("\nor\n")}\n\`\`\``;
}
