import { basename } from "node:path";
import { hashCode } from "../../core/draft/hash.ts";
import { toldParts } from "../../core/checks/told-parts.ts";
import { type Check, CHECK_NAMES, type Counterexample } from "../../core/checks/unit-test-report.ts";
import { runUnitTests } from "../../unittests/run-unit-tests.ts";
import { checkAgreement, type Described, readDescribed } from "../../workshop/check-agreement.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { openKnownBootcamps } from "../../workshop/known-bootcamps.ts";
import { paint } from "../../core/text/paint.ts";
import { readBootcampFile } from "../../files/read-source-file.ts";
import { diagnosticLines, JOB_LIMITS, openWorkshop, type Workshop } from "../../workshop/workshop.ts";
import { print, printJson } from "../output/print.ts";
import { applyWaivers, joinWaivers, type Waiver } from "../../core/checks/waivers.ts";

type Known = ReturnType<typeof openKnownBootcamps>;

type Line = {
  readonly name: string;
  readonly status: Check["status"];
  readonly detail: string;
  /** Why it is waived. */
  readonly reason?: string;
  readonly more: readonly string[];
};

/** Ends the report on a file that fails. */
const HELP = "  What each check means and how to waive it: docs/checks.md\n";

/** Runs every gate that needs no model on each file. Returns 0 when none failed, 8 otherwise. */
export async function check(
  files: readonly string[],
  options: {
    readonly json?: boolean;
    readonly seed: number;
    readonly waive?: readonly Waiver[];
    /** A description to hold the files against, and what leads from prompts to its solution. */
    readonly task?: string;
    readonly adapter?: string;
  },
): Promise<number> {
  const described = readDescribed(options);
  const sources = files.map((file) => ({ file, source: readBootcampFile(file) }));
  const workshop = openWorkshop();
  try {
    const known = openKnownBootcamps(
      workshop,
      sources.map(({ file, source }) => ({ name: file, source })),
    );
    let allPassed = true;
    for (const { file, source } of sources) {
      const lines = await checkOne(workshop, {
        file,
        source,
        seed: options.seed,
        known,
        waivers: joinWaivers(options.waive ?? [], described?.task.waivers ?? []),
        described,
      });
      const passed = lines.every(({ status }) => status !== "failed");
      allPassed &&= passed;
      if (options.json === true) {
        const checks = lines.map(({ name, status, detail, reason }) => ({ name, status, detail, reason }));
        printJson({ file, passed, checks });
      } else print(`${render(file, lines)}${passed ? "" : HELP}`);
    }
    return allPassed ? EXIT.done : EXIT.checkFailed;
  } finally {
    workshop.close();
  }
}

async function checkOne(
  workshop: Workshop,
  about: {
    readonly file: string;
    readonly source: string;
    readonly seed: number;
    readonly known: Known;
    readonly waivers: readonly Waiver[];
    readonly described: Described | undefined;
  },
): Promise<readonly Line[]> {
  const report = await workshop.compiler.compile(about.source);
  if (report.status === "refused") {
    const more = diagnosticLines(report, basename(about.file));
    const [detail = "it does not compile", ...rest] = more;
    const skipped = CHECK_NAMES.map((name): Line => ({
      name,
      status: "skipped",
      detail: 'needs "compiles"',
      more: [],
    }));
    return [{ name: "compiles", status: "failed", detail, more: rest }, ...skipped];
  }
  const { report: tests, bootcamp } = await runUnitTests({
    program: report.program,
    sourceText: report.sourceText,
    syntax: report.syntax,
    mutation: report.mutation,
    known: await about.known(hashCode(about.source)),
    sandbox: workshop.sandbox,
    limits: JOB_LIMITS,
    seed: about.seed,
  });
  const { described, seed } = about;
  const { program } = report;
  const agreement =
    described === undefined
      ? []
      : [await checkAgreement({ program, bootcamp }, described, { workshop, seed })];
  const checks = applyWaivers({ checks: [...tests.checks, ...agreement] }, about.waivers).checks.map(
    (one): Line => ({
      name: one.name,
      status: one.status,
      detail: one.detail,
      ...(one.status === "waived" ? { reason: one.reason } : {}),
      more: "counterexamples" in one ? one.counterexamples.flatMap(counterexampleLines) : [],
    }),
  );
  return [{ name: "compiles", status: "passed", detail: "types, contract and policy", more: [] }, ...checks];
}

/** A counterexample as lines, only the fields it has. */
export function counterexampleLines(example: Counterexample): readonly string[] {
  const { level, seed, index, line } = example;
  const place = [
    level === undefined ? "" : `level ${level}`,
    seed === undefined ? "" : `seed ${seed}`,
    index === undefined ? "" : `case ${index}`,
    line === undefined ? "" : `line ${line}`,
  ].filter((part) => part !== "");
  const texts = toldParts(example).map(({ name, text }) => `${name}: ${text.split("\n").join("\n    ")}`);
  return [...(place.length === 0 ? [] : [place.join(", ")]), ...texts];
}

const MARKS = { passed: "✓", warned: "!", waived: "~", failed: "✗", skipped: "·" } as const;
const COLOURS = {
  passed: "green",
  warned: "yellow",
  waived: "yellow",
  failed: "red",
  skipped: "dim",
} as const;

function render(file: string, lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const rows = lines.flatMap(({ name, status, detail, reason, more }) => [
    `  ${paint(COLOURS[status], MARKS[status])} ${name.padEnd(width)}  ${paint(status === "passed" ? "dim" : "plain", detail)}`,
    ...(reason === undefined ? [] : [`      waived because: ${reason}`]),
    ...more.map((text) => `      ${text.split("\n").join("\n      ")}`),
  ]);
  const counts = (["passed", "warned", "waived", "failed", "skipped"] as const)
    .map((status) => ({ status, count: lines.filter((line) => line.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => paint(COLOURS[status], `${count} ${status}`));
  return `${paint("bold", file)}\n${rows.join("\n")}\n  ${counts.join(", ")}\n`;
}
