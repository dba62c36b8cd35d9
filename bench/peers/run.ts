/**
 * Cases and verifications for each CPU second in the sandbox, as multiples of what reasoning-gym and InternBootcamp do
 * in Python on the same machine, on the tasks that are shared. docs/library.md has the figures of one machine.
 *
 *   npm run bench:peers -- --reasoning-gym ../reasoning-gym --internbootcamp ../InternBootcamp
 *
 * Copies of theirs may also be named by CAMPFORGE_REASONING_GYM and CAMPFORGE_INTERNBOOTCAMP; a peer without one is left
 * out. `--python FILE` is the Python that has what they need, `--seconds N` the CPU time of each figure. 8 when a figure
 * misses its aim.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { printTable, type Row } from "../print-table.ts";
import { LIBRARY } from "../rewards/library-responses.ts";
import { measureOurs } from "./measure-ours.ts";
import { measureTheirs } from "./measure-theirs.ts";
import { type PeerName, SHARED_TASKS, type SharedTask } from "./shared-tasks.ts";

const AIMS = { generated: { mean: 5, least: 0.8 }, verified: { mean: 1.5, least: 0.8 } } as const;
type Figure = keyof typeof AIMS;

const { values } = parseArgs({
  options: {
    "reasoning-gym": { type: "string" },
    internbootcamp: { type: "string" },
    python: { type: "string", default: "python3" },
    seconds: { type: "string" },
    smoke: { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds ?? (values.smoke ? 0.01 : 2));
const copies: Readonly<Record<PeerName, { readonly root: string | undefined; readonly option: string }>> = {
  "reasoning-gym": {
    root: values["reasoning-gym"] ?? process.env["CAMPFORGE_REASONING_GYM"],
    option: "--reasoning-gym or CAMPFORGE_REASONING_GYM",
  },
  InternBootcamp: {
    root: values.internbootcamp ?? process.env["CAMPFORGE_INTERNBOOTCAMP"],
    option: "--internbootcamp or CAMPFORGE_INTERNBOOTCAMP",
  },
};

type Compared = { readonly figure: Figure; readonly ratio: number };

const workshop = openWorkshop();
const compared: Compared[] = [];
try {
  for (const peer of ["reasoning-gym", "InternBootcamp"] as const) compared.push(...(await compare(peer)));
} finally {
  workshop.close();
}
if (compared.length > 0) {
  const rows = (["generated", "verified"] as const).map(summarize);
  printTable("geometric means", rows);
  const isMissed =
    rows.some(({ met }) => met === false) || compared.some(({ figure, ratio }) => ratio < AIMS[figure].least);
  process.exitCode = isMissed ? 8 : 0;
}

/** Prints the tasks that are shared with one peer; what cannot be measured is said. */
async function compare(peer: PeerName): Promise<readonly Compared[]> {
  const { root, option } = copies[peer];
  if (root === undefined || !existsSync(root)) {
    const why = root === undefined ? "no copy is named" : `${root} is not there`;
    process.stdout.write(`\n${peer}: left out, ${why}; ${option} names one\n`);
    return [];
  }
  const theirs = measureTheirs(peer, { root: resolve(root), python: values.python, seconds });
  const rows: Row[] = [];
  const notes: string[] = [];
  const found: Compared[] = [];
  for (const [place, task] of SHARED_TASKS[peer].entries()) {
    const one = theirs[place];
    if (one?.status !== "measured") {
      notes.push(`${task.module}: not measured: ${one?.why ?? "no answer"}`);
      continue;
    }
    const source = readFileSync(join(LIBRARY, task.ours, "bootcamp.ts"), "utf8");
    const ours = await measureOurs(source, { task, peer, seconds }, workshop);
    for (const figure of ["generated", "verified"] as const) {
      const their = one[figure];
      if (their === null)
        notes.push(`${task.module}: not ${figure}: none of its cases is known to have an answer`);
      else {
        found.push({ figure, ratio: ours[figure] / their });
        rows.push(rowOf(task, { figure, ours: ours[figure], theirs: their }));
      }
    }
  }
  printTable(`${peer}, cases and verifications for each CPU second`, rows);
  for (const note of notes) process.stdout.write(`  ${note}\n`);
  return found;
}

function rowOf(
  { ours, sizes }: SharedTask,
  rates: { readonly figure: Figure; readonly ours: number; readonly theirs: number },
): Row {
  const { figure } = rates;
  const ratio = rates.ours / rates.theirs;
  const [own, others] = sizes;
  const size = others === "the same" ? own : `${own}; theirs ${others}`;
  return {
    what: `${figure}: ${ours.split("/")[1]} (${size})`,
    value: ratio,
    unit: `times (${rates.ours.toFixed(0)} to ${rates.theirs.toFixed(0)})`,
    aim: `at least ${AIMS[figure].least}`,
    met: ratio >= AIMS[figure].least,
  };
}

function summarize(figure: Figure): Row {
  const logarithms = compared.filter((one) => one.figure === figure).map(({ ratio }) => Math.log(ratio));
  const mean = Math.exp(logarithms.reduce((sum, one) => sum + one, 0) / logarithms.length);
  const { mean: least } = AIMS[figure];
  return {
    what: `${figure}, of ${logarithms.length} tasks`,
    value: mean,
    unit: "times theirs",
    aim: `at least ${least}`,
    met: mean >= least,
  };
}
