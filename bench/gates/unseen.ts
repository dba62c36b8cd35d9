/** The checks on a set that they were not tuned on: how many plants are stopped or flagged, how many good classes. */
import { createCompiler } from "../../src/compile/create-compiler.ts";
import type { KnownBootcamp } from "../../src/core/draft/novelty.ts";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { sketchBootcamp } from "../../src/unittests/sketch-bootcamp.ts";
import { JOB_LIMITS } from "../../src/workshop/workshop.ts";
import { type Admission, openLane } from "./admit-source.ts";
import { goodBootcamps } from "./good-bootcamps.ts";
import { readUnseenSet } from "./unseen-set.ts";

type Outcome = "stopped" | "flagged" | "clean";

const set = readUnseenSet(process.argv[2] ?? "second");
const known = await sketchAll();
const lane = openLane();

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const outcomeOf = ({ findings }: Admission): Outcome =>
  findings.some(({ status }) => status === "failed") ? "stopped" : findings.length > 0 ? "flagged" : "clean";
const describe = ({ findings }: Admission): string =>
  findings.map(({ check, detail }) => `${check}: ${detail.slice(0, 90)}`).join("; ");

const good: Outcome[] = [];
const cpuMs: number[] = [];
for (const { name, source } of set.good) {
  const admission = await lane.admit(
    source,
    known.filter((one) => one.name !== name),
  );
  good.push(outcomeOf(admission));
  cpuMs.push(admission.cpuMs);
  say(`good   ${outcomeOf(admission).padEnd(8)} ${name}  ${describe(admission)}`);
}
// A fault in a class is not found by calling it a twin of the good class that it was made from.
const isTwin = (defect: string): boolean => defect === "novelty" || defect === "D27";
const plants: { readonly needs: string; readonly defect: string; readonly outcome: Outcome }[] = [];
for (const { name, source, needs, defect } of set.plants) {
  const admission = await lane.admit(source, isTwin(defect) ? known : []);
  plants.push({ needs, defect, outcome: outcomeOf(admission) });
  say(`plant  ${outcomeOf(admission).padEnd(8)} ${name} (${needs})  ${describe(admission)}`);
}
lane.close();

const count = (all: readonly Outcome[], one: Outcome): number => all.filter((each) => each === one).length;
const row = (what: string, all: readonly Outcome[]): string => {
  const caught = all.length - count(all, "clean");
  const share = ((100 * caught) / Math.max(1, all.length)).toFixed(0);
  return `${what.padEnd(34)} ${all.length} in all: ${count(all, "stopped")} stopped, ${count(all, "flagged")} flagged, ${count(all, "clean")} clean (${share}% stopped or flagged)`;
};
say("");
const byDefect = [...Map.groupBy(plants, (one) => one.defect)];
for (const [defect, all] of byDefect.toSorted(([one], [other]) => (one < other ? -1 : 1)))
  say(
    row(
      `plants of ${defect}`,
      all.map(({ outcome }) => outcome),
    ),
  );
say("");
for (const needs of ["no model", "second verifier"])
  say(
    row(
      `plants that need ${needs}`,
      plants.filter((one) => one.needs === needs).map(({ outcome }) => outcome),
    ),
  );
say(row("good classes", good));
say(
  `CPU in the sandbox for a good class, median: ${cpuMs.toSorted((a, b) => a - b)[cpuMs.length >> 1]?.toFixed(0)} ms`,
);

async function sketchAll(): Promise<readonly KnownBootcamp[]> {
  const compiler = createCompiler();
  const sandbox = createSandbox({ size: 1 });
  const drivers = { compile: compiler.compile, sandbox, limits: JOB_LIMITS };
  const all = [
    ...set.good,
    ...goodBootcamps().flatMap(({ file, source }) =>
      file.startsWith("library") ? [{ name: file, source }] : [],
    ),
  ];
  const sketched: KnownBootcamp[] = [];
  for (const { name, source } of all) {
    const sketches = await sketchBootcamp(source, drivers);
    if (sketches !== undefined) sketched.push({ name, ...sketches });
  }
  compiler.close();
  sandbox.close();
  return sketched;
}
