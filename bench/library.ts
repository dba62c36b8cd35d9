/**
 * Every bootcamp of a library on a thousand cases of each level: whether cases repeat, references score 1, anything
 * throws, and what a case costs in the sandbox. 8 when a figure misses its aim.
 *
 *   npm run bench:library -- --only sudoku kinship
 *
 * `--library FOLDER` measures another library, `--cases N` draws more or fewer, `--seed N` others.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { overCores } from "../src/workshop/over-cores.ts";
import { readLibrary } from "../src/export/read-library.ts";
import { type Shelf, shelfName } from "../src/export/shelf.ts";
import { openWorkshop } from "../src/workshop/workshop.ts";
import { type BootcampFigures, type LevelFigures, measureBootcamp } from "./measure-bootcamp.ts";
import { printTable, type Row } from "./print-table.ts";
import { LIBRARY } from "./rewards/library-responses.ts";

/** A trainer that draws 20 cases a second of the hardest level keeps one core busy. */
const MOST_MS = 50;

const LOWER = "repeated cases, lower half of the levels";
const UPPER = "repeated cases, upper half of the levels";
const REFUSED = "references that score below 1";
const EXCEPTIONS = "exceptions";
const COST = "CPU of a top-level case, drawn and verified once";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    library: { type: "string", default: LIBRARY },
    only: { type: "string", multiple: true, default: [] },
    cases: { type: "string" },
    seed: { type: "string", default: "1" },
    smoke: { type: "boolean", default: false },
  },
});
const cases = Number(values.cases ?? (values.smoke ? 4 : 1_000));
const seed = Number(values.seed);
const chosen = choose(readLibrary(values.library).shelves, [...values.only, ...positionals]);

const workshop = openWorkshop();
const all: Row[] = [];
try {
  await overCores(chosen, async ({ folder, current }) => {
    const figures = await measureBootcamp(current?.source ?? "", { cases, seed, workshop });
    const rows = rowsOf(figures);
    printTable(`${folder}, ${cases} cases of each level`, rows);
    for (const fault of figures.faults) process.stdout.write(`    ${fault}\n`);
    all.push(...rows);
  });
} finally {
  workshop.close();
}
const missed = all.filter(({ met }) => met === false).length;
printTable(`${chosen.length} bootcamps`, totals(all));
process.exitCode = missed === 0 ? 0 : 8;

function choose(shelves: readonly Shelf[], names: readonly string[]): readonly Shelf[] {
  const current = shelves.filter((one) => one.current !== null);
  const namesOf = (shelf: Shelf): readonly string[] => [
    shelf.folder,
    basename(shelf.folder),
    shelfName(shelf),
  ];
  const strange = names.find((name) => !current.some((shelf) => namesOf(shelf).includes(name)));
  if (strange === undefined && current.length > 0)
    return names.length === 0
      ? current
      : current.filter((shelf) => namesOf(shelf).some((name) => names.includes(name)));
  const has = current.map(({ folder }) => basename(folder)).join(", ");
  process.stderr.write(`${values.library}: has no bootcamp ${strange ?? "at all"}; it has ${has}\n`);
  process.exit(2);
}

function rowsOf({ levels }: BootcampFigures): readonly Row[] {
  const half = Math.floor(levels.length / 2);
  const sum = (some: readonly LevelFigures[], of: "repeats" | "refused" | "exceptions"): number =>
    some.reduce((total, one) => total + one[of], 0);
  const cpuMs = levels.at(-1)?.cpuMs ?? 0;
  return [
    { what: LOWER, value: sum(levels.slice(0, half), "repeats"), unit: "cases", aim: "" },
    none(UPPER, sum(levels.slice(half), "repeats")),
    none(REFUSED, sum(levels, "refused")),
    none(EXCEPTIONS, levels.length === 0 ? cases : sum(levels, "exceptions")),
    { what: COST, value: cpuMs, unit: "ms", aim: `at most ${MOST_MS}`, met: cpuMs <= MOST_MS },
  ];
}

/** The sum of each count over all bootcamps, and the largest cost. */
function totals(rows: readonly Row[]): readonly Row[] {
  const of = (what: string): readonly number[] =>
    rows.filter((row) => row.what === what).map(({ value }) => value);
  const total = (what: string): number => of(what).reduce((sum, value) => sum + value, 0);
  const most = Math.max(...of(COST));
  return [
    { what: LOWER, value: total(LOWER), unit: "cases", aim: "" },
    ...[UPPER, REFUSED, EXCEPTIONS].map((what) => none(what, total(what))),
    {
      what: `the largest ${COST}`,
      value: most,
      unit: "ms",
      aim: `at most ${MOST_MS}`,
      met: most <= MOST_MS,
    },
  ];
}

function none(what: string, value: number): Row {
  return { what, value, unit: "cases", aim: "none", met: value === 0 };
}
