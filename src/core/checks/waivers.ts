import { type Check, ALL_CHECK_NAMES, type CheckName, type UnitTestReport } from "./unit-test-report.ts";

/** A person's word that a check's objection does not count for a bootcamp, and why. */
export type Waiver = { readonly check: CheckName; readonly reason: string };

/** A waiver, or what is wrong with it in words for whoever wrote it. */
export type ReadWaiver =
  | { readonly status: "waiver"; readonly waiver: Waiver }
  | { readonly status: "invalid"; readonly problem: string };

/** Without these nothing that other checks or the judge say of a bootcamp holds, or it is not safe to be read. */
export const NEVER_WAIVED: ReadonlySet<CheckName> = new Set([
  "loads",
  "generation never throws",
  "deterministic",
  "reference answers score 1",
  "verifier is total",
  "texts are clean",
  "model verifier is calibrated",
] as const);

const LONGEST_REASON = 500;

/** Reads the name of a check and a reason. */
export function readWaiver(check: string, reason: string): ReadWaiver {
  const name = ALL_CHECK_NAMES.find((one) => one === check.trim());
  const waivable = ALL_CHECK_NAMES.filter((one) => !NEVER_WAIVED.has(one)).join(", ");
  if (name === undefined) return invalid(`no check is named "${check}"; these may be waived: ${waivable}`);
  if (NEVER_WAIVED.has(name)) return invalid(`"${name}" is never waived; these may be: ${waivable}`);
  const given = reason.trim();
  if (given === "")
    return invalid(`a waiver of "${name}" needs a reason: "${name}=why it does not count here"`);
  if (given.length > LONGEST_REASON)
    return invalid(`the reason to waive "${name}" is longer than ${LONGEST_REASON} characters`);
  return { status: "waiver", waiver: { check: name, reason: given } };
}

/** Reads `NAME=REASON`, as the command line has it. */
export function readWaiverOption(text: string): ReadWaiver {
  const at = text.indexOf("=");
  return at < 0 ? readWaiver(text, "") : readWaiver(text.slice(0, at), text.slice(at + 1));
}

/** The waivers of both, the first's where both speak of a check. */
export function joinWaivers(first: readonly Waiver[], second: readonly Waiver[]): readonly Waiver[] {
  return [...first, ...second.filter(({ check }) => !first.some((one) => one.check === check))];
}

/** Marks what failed or warned and is waived; what was found stays beside the reason. */
export function applyWaivers(report: UnitTestReport, waivers: readonly Waiver[]): UnitTestReport {
  const checks = report.checks.map((check): Check => {
    if (check.status !== "failed" && check.status !== "warned") return check;
    const waiver = waivers.find((one) => one.check === check.name);
    return waiver === undefined ? check : { ...check, status: "waived", reason: waiver.reason };
  });
  return { ...report, checks };
}

const invalid = (problem: string): ReadWaiver => ({ status: "invalid", problem });
