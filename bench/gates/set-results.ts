import type { Finding } from "./confusion.ts";
import { printColumns } from "./print-columns.ts";

/** What the gates make of a class: stopped, flagged for a person, or neither. */
export type Outcome = "stopped" | "flagged" | "clean";

/** How a set of plants and good classes fared. */
export type SetResults = {
  readonly name: string;
  readonly plants: readonly {
    readonly defect: string;
    readonly needs: "no model" | "second verifier";
    readonly outcome: Outcome;
    /** The same with what a right second verifier finds; undefined where none was asked. */
    readonly withVerifier: Outcome | undefined;
  }[];
  readonly good: readonly Outcome[];
  readonly goodWithVerifier: readonly Outcome[];
  /** CPU time of admitting each good class, in milliseconds: in the sandbox, and in this process besides. */
  readonly cpuMs: readonly { readonly sandbox: number; readonly whole: number }[];
};

/** Stopped where a check failed, flagged where one warned. */
export const outcomeOf = ({ findings }: { readonly findings: readonly Finding[] }): Outcome =>
  findings.some(({ status }) => status === "failed") ? "stopped" : findings.length > 0 ? "flagged" : "clean";

/** Where as many values lie below as a share says; 0 where there are none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;

const NOT_RUN = "not run";

/** Stopped and flagged of those that there are, how many these are, and both shares. */
function cell(outcomes: readonly Outcome[] | undefined): string {
  if (outcomes === undefined) return NOT_RUN;
  if (outcomes.length === 0) return "";
  const count = (one: Outcome): number => outcomes.filter((each) => each === one).length;
  const share = (one: Outcome): string => ((100 * count(one)) / outcomes.length).toFixed(0);
  const counts = `${count("stopped")} + ${count("flagged")} of ${outcomes.length}`;
  return `${counts} (${share("stopped")}% + ${share("flagged")}%)`;
}

/** Sets side by side; one without results has not been run. */
export function printSets(
  sets: readonly { readonly name: string; readonly results: SetResults | undefined }[],
): void {
  const line = (what: string, of: (set: SetResults) => readonly Outcome[]): readonly string[] => [
    what,
    ...sets.map(({ results }) => cell(results === undefined ? undefined : of(results))),
  ];
  const all = sets.flatMap(({ results }) => results?.plants ?? []);
  const classes = [...new Set(all.map(({ defect }) => defect))].toSorted(byNumber);
  const cost = (what: string, of: (set: SetResults) => number): readonly string[] => [
    what,
    ...sets.map(({ results }) => (results === undefined ? NOT_RUN : of(results).toFixed(0))),
  ];
  const plantsOf = (defect: string) => (set: SetResults) =>
    set.plants.filter((one) => one.defect === defect).map(({ outcome }) => outcome);
  const needing = (needs: string) => (set: SetResults) =>
    set.plants.filter((one) => one.needs === needs).map(({ outcome }) => outcome);
  printColumns(
    "sets: stopped + flagged of all, by class of defects",
    ["", ...sets.map(({ name }) => name)],
    [
      ...classes.map((defect) => line(defect, plantsOf(defect))),
      line("all that need no model", needing("no model")),
      line("all that need a second verifier", needing("second verifier")),
      line("good classes", (set) => set.good),
      line("all plants, with a right second verifier", ({ plants }) =>
        plants.flatMap(({ withVerifier }) => withVerifier ?? []),
      ),
      line("good classes, with a right second verifier", (set) => set.goodWithVerifier),
      cost("admission, CPU ms in the sandbox, median", (set) =>
        quantile(
          set.cpuMs.map(({ sandbox }) => sandbox),
          0.5,
        ),
      ),
      cost("admission, CPU ms in all, median", (set) =>
        quantile(
          set.cpuMs.map(({ whole }) => whole),
          0.5,
        ),
      ),
      cost("admission, CPU ms in all, 90% below", (set) =>
        quantile(
          set.cpuMs.map(({ whole }) => whole),
          0.9,
        ),
      ),
    ],
  );
}

/** D1 to D27 by their numbers, then names. */
const byNumber = (a: string, b: string): number => {
  const [one, two] = [a, b].map((name) => Number(/^D(\d+)$/.exec(name)?.[1] ?? Infinity));
  return one === two || one === undefined || two === undefined ? (a < b ? -1 : 1) : one < two ? -1 : 1;
};
