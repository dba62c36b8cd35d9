import { basename } from "node:path";
import { toldParts } from "../../core/checks/told-parts.ts";
import { type Check, CHECK_NAMES, type Counterexample } from "../../core/checks/unit-test-report.ts";
import type { Verifying } from "../../core/draft/model-verifier.ts";
import { checkAgreement, type Described, readDescribed } from "../../workshop/check-agreement.ts";
import { checkCalibration } from "../../workshop/check-calibration.ts";
import { checkSource } from "../../workshop/check-source.ts";
import { findBootcampFiles } from "../../files/bootcamp-files.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { openKnownBootcamps } from "../../workshop/known-bootcamps.ts";
import { paint } from "../../core/text/paint.ts";
import { readBootcampFile } from "../../files/read-source-file.ts";
import { checkWarm } from "../../warm/check-warm.ts";
import { findWarmPlace } from "../../warm/warm-place.ts";
import type { WarmReply } from "../../warm/warm-request.ts";
import { diagnosticLines, JOB_LIMITS, openWorkshop, type Workshop } from "../../workshop/workshop.ts";
import { type OpenedVerifier, requireVerifier } from "../input/open-verifier.ts";
import { isAttended } from "../input/environment.ts";
import { print, printJson } from "../output/print.ts";
import { applyWaivers, joinWaivers, type Waiver } from "../../core/checks/waivers.ts";

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

/** How the command line asks for checks. */
export type CheckOptions = {
  readonly json?: boolean;
  readonly seed: number;
  readonly waive?: readonly Waiver[];
  /** A description to hold the files against, and what leads from prompts to its solution. */
  readonly task?: string;
  readonly adapter?: string;
  /** Whether the verifier of the configuration is calibrated on classes whose answers a model compares. */
  readonly calibrate?: boolean;
  readonly config?: string;
  /** Whether a warm workshop may check; undefined leaves it to where the command runs. */
  readonly warm?: boolean;
};

/** Runs every gate that needs no model on each file. Returns 0 when none failed, 8 otherwise. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const described = readDescribed(options);
  const sources = findBootcampFiles(paths).map((file) => ({ file, source: readBootcampFile(file) }));
  let verifier: OpenedVerifier | undefined;
  const verifyingFor = (file: string): Verifying | undefined =>
    options.calibrate === true ? (verifier ??= requireVerifier(options.config, file)) : undefined;
  // A warm workshop asks no model.
  const warm = described === undefined && options.calibrate !== true ? askWarm(sources, options) : undefined;
  const cold = openCold(sources, { seed: options.seed, verifyingFor });
  const waivers = joinWaivers(options.waive ?? [], described?.task.waivers ?? []);
  let allPassed = true;
  try {
    for (const { file, source } of sources) {
      const asked = await warm?.next();
      const checked = asked?.done === false ? asked.value : await cold.check({ file, source }, described);
      const lines = linesOf(checked, { file, waivers });
      const passed = lines.every(({ status }) => status !== "failed");
      allPassed &&= passed;
      if (options.json === true) {
        const checks = lines.map(({ name, status, detail, reason }) => ({ name, status, detail, reason }));
        printJson({ file, passed, checks });
      } else print(`${render(file, lines)}${passed ? "" : HELP}`);
    }
    return allPassed ? EXIT.done : EXIT.checkFailed;
  } finally {
    verifier?.close();
    cold.close();
  }
}

type Source = { readonly file: string; readonly source: string };

/** A warm workshop for who asks for it, and at a terminal for who does not refuse it. */
function askWarm(
  sources: readonly Source[],
  { seed, warm }: CheckOptions,
): AsyncGenerator<WarmReply> | undefined {
  const place = (warm ?? isAttended()) ? findWarmPlace() : undefined;
  const start = warm === true ? "now" : "when at work";
  return place === undefined ? undefined : checkWarm({ sources: [...sources], seed }, { place, start });
}

/** A workshop of this process, opened at the first check that needs it. */
function openCold(
  sources: readonly Source[],
  about: {
    readonly seed: number;
    /** Who is calibrated on a file whose answers a model compares; undefined for nobody. */
    readonly verifyingFor: (file: string) => Verifying | undefined;
  },
): {
  readonly check: (one: Source, described: Described | undefined) => Promise<WarmReply>;
  readonly close: () => void;
} {
  const { seed, verifyingFor } = about;
  let workshop: Workshop | undefined;
  let known: ReturnType<typeof openKnownBootcamps> | undefined;
  return {
    check: async ({ file, source }, described) => {
      workshop ??= openWorkshop();
      known ??= openKnownBootcamps(
        workshop,
        sources.map((one) => ({ name: one.file, source: one.source })),
      );
      const checked = await checkSource(source, { workshop, seed, known });
      if (checked.status === "refused") return { ...checked, diagnostics: [...checked.diagnostics] };
      const agreement =
        described === undefined ? [] : [await checkAgreement(checked, described, { workshop, seed })];
      const verifying = checked.isModelVerified ? verifyingFor(file) : undefined;
      const { sandbox } = workshop;
      const calibrated = await checkCalibration(checked, { sandbox, limits: JOB_LIMITS, seed, verifying });
      const calibration = calibrated === undefined ? [] : [calibrated.check];
      return { status: "tested", checks: [...checked.checks, ...agreement, ...calibration] };
    },
    close: () => workshop?.close(),
  };
}

function linesOf(
  checked: WarmReply,
  { file, waivers }: { readonly file: string; readonly waivers: readonly Waiver[] },
): readonly Line[] {
  if (checked.status === "refused") {
    const [detail = "it does not compile", ...more] = diagnosticLines(checked, basename(file));
    const skipped = CHECK_NAMES.map((name): Line => ({
      name,
      status: "skipped",
      detail: 'needs "compiles"',
      more: [],
    }));
    return [{ name: "compiles", status: "failed", detail, more }, ...skipped];
  }
  const checks = applyWaivers({ checks: checked.checks }, waivers).checks.map((one): Line => ({
    name: one.name,
    status: one.status,
    detail: one.detail,
    ...(one.status === "waived" ? { reason: one.reason } : {}),
    more: "counterexamples" in one ? one.counterexamples.flatMap(counterexampleLines) : [],
  }));
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
