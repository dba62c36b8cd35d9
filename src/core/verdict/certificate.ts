import type { Accuracy } from "../judging/band.ts";
import type { Verdict } from "./decide-verdict.ts";
import { verdictReasons } from "./decide-verdict.ts";
import { type AdversaryReport, describeAdversary, shortcutOf } from "../judging/adversary-report.ts";
import { describeVerifier, UNVERIFIED } from "../judging/second-verifier.ts";
import { type CriticReport, describeCritic, isObjection } from "../judging/critic-report.ts";
import type { VerificationPath } from "../draft/class-study.ts";
import type { JudgeReport } from "../judging/judge-report.ts";
import { type LevelTrend, testLevelTrend } from "../judging/level-trend.ts";
import { describeOracle, type OracleReport } from "../judging/oracle-report.ts";
import { CALIBRATION, type Calibration } from "../checks/calibration.ts";
import type { Figures } from "../checks/figures.ts";
import { type Measured, measuredOf } from "./measured.ts";
import { CALIBRATED, type Check } from "../checks/unit-test-report.ts";

/** One gate as a certificate shows it: what stood before it, from which seeds, and how it ended. */
export type GateResult = {
  readonly gate: "unit tests" | "second oracle" | "adversary" | "critic" | "judge";
  readonly check: string;
  readonly result: Check["status"];
  readonly detail: string;
  /** Cases or attempts put before the gate, of which it may use a part; 0 where it looked at none. */
  readonly n: number;
  readonly seeds: readonly number[];
};

/** The judge's accuracy on one level, with its interval at 95%. */
export type CertifiedLevel = {
  readonly level: number;
  readonly decision: string;
  readonly attempts: number;
  readonly accuracy: Accuracy;
};

/** What a bootcamp was admitted on. Plain JSON; the same record gives the same certificate. */
export type Certificate = {
  readonly certificate: 1;
  readonly task: string;
  readonly run: number;
  readonly line: number;
  readonly round: number;
  readonly name: string;
  readonly slug: string;
  /** SHA-256 of the source text, of the program that ran, and of what it does. Null where it does not run. */
  readonly hashes: {
    readonly code: string;
    readonly program: string | null;
    readonly behaviour: string | null;
  };
  /** Why there is no behaviour hash; null where there is one. */
  readonly behaviourProblem: string | null;
  readonly gates: readonly GateResult[];
  /** Which way its verifications go in the reward server; null where it does not compile. */
  readonly path: VerificationPath | null;
  /** Floor, cheap policies, interventions, shortcut, agreement of a second verifier. */
  readonly measured: Measured;
  /** Who compares its answers, and how that was calibrated; null where rules do. */
  readonly modelVerified: Calibration | null;
  readonly judge: readonly CertifiedLevel[];
  /** Whether accuracy falls with the level. Unless it does, the certificate makes no claim about levels. */
  readonly levelTrend: LevelTrend;
  readonly models: { readonly author: string; readonly judge: string };
  /** Versions of the prompts by role; empty for a record that did not keep them. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly verdict: Verdict["status"] | null;
  readonly flags: readonly string[];
  /** Checks whose objection was set aside, each with the reason for it. */
  readonly waivers: readonly { readonly check: string; readonly reason: string }[];
};

/** What a certificate is made of: a draft's record, and what was measured of it just now. */
export type Certified = Pick<
  Certificate,
  | "task"
  | "run"
  | "line"
  | "round"
  | "name"
  | "slug"
  | "hashes"
  | "behaviourProblem"
  | "path"
  | "models"
  | "prompts"
  | "versions"
> & {
  readonly checks: readonly Check[];
  /** What the unit tests measured; undefined where the record does not say. */
  readonly figures: Figures | undefined;
  /** Cases that the unit tests drew, over all levels. */
  readonly cases: number;
  /** The seed of the run: all of its cases are drawn from it. */
  readonly seed: number;
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
  readonly judged: JudgeReport | null;
  readonly verdict: Verdict | null;
};

/** Makes the certificate of a draft. Gates that did not run are there and say so. */
export function makeCertificate(certified: Certified): Certificate {
  const { checks, figures, cases, seed, oracle, critic, adversary, judged, verdict, ...rest } = certified;
  return {
    certificate: 1,
    ...rest,
    gates: listGates({ checks, cases, seed, oracle, critic, adversary, judged, verdict }),
    measured: measuredOf(figures, { oracle, adversary }),
    modelVerified: figures?.modelVerified ?? null,
    judge: (judged?.levels ?? []).map(({ level, decision, attempts, accuracy }) => ({
      level,
      decision,
      attempts,
      accuracy,
    })),
    levelTrend: testLevelTrend(judged?.levels ?? []),
    verdict: verdict?.status ?? null,
    flags: verdict === null ? [] : verdictReasons(verdict),
    waivers: checks.flatMap((check) =>
      check.status === "waived" ? [{ check: check.name, reason: check.reason }] : [],
    ),
  };
}

/** Every gate in its order, the unit tests first. */
export function listGates(
  found: Pick<
    Certified,
    "checks" | "cases" | "seed" | "oracle" | "critic" | "adversary" | "judged" | "verdict"
  >,
): readonly GateResult[] {
  const { checks, cases, seed, oracle, critic, adversary, judged, verdict } = found;
  const tests = checks.map(({ name, status, detail }): GateResult => {
    const put = name === CALIBRATED ? 2 * CALIBRATION.answers : cases;
    const n = status === "skipped" || DRAW_NOTHING.has(name) ? 0 : put;
    return { gate: "unit tests", check: name, result: status, detail, n, seeds: n === 0 ? [] : [seed] };
  });
  return [
    ...tests,
    oracleGate(oracle, seed),
    verifierGate(oracle, seed),
    adversaryGate(adversary, seed),
    criticGate(critic),
    judgeGate(judged, verdict, seed),
  ];
}

/** Checks that look at the class or its source, and at no case. */
const DRAW_NOTHING: ReadonlySet<string> = new Set<Check["name"]>(["loads", "not simplified"]);

function oracleGate(oracle: OracleReport, seed: number): GateResult {
  const gate = { gate: "second oracle", check: "second oracle", detail: describeOracle(oracle) } as const;
  switch (oracle.status) {
    case "not-asked":
      return { ...gate, result: "skipped", n: 0, seeds: [] };
    case "confirmed":
      return { ...gate, result: "passed", n: oracle.cases, seeds: [seed] };
    case "unconfirmed":
      return { ...gate, result: "warned", n: oracle.cases, seeds: [seed] };
    case "disputed":
      return { ...gate, result: "failed", n: oracle.cases, seeds: [seed] };
  }
}

function verifierGate(oracle: OracleReport, seed: number): GateResult {
  const verifier = oracle.status === "not-asked" ? UNVERIFIED : oracle.verifier;
  const gate = {
    gate: "second oracle",
    check: "second verifier",
    detail: describeVerifier(verifier),
  } as const;
  switch (verifier.status) {
    case "not-asked":
      return { ...gate, result: "skipped", n: 0, seeds: [] };
    case "none":
      return { ...gate, result: "warned", n: 0, seeds: [] };
    case "vouches":
      return { ...gate, result: "passed", n: verifier.cases, seeds: [seed] };
    case "unreliable":
      return { ...gate, result: "warned", n: verifier.cases, seeds: [seed] };
    case "disputes":
      return { ...gate, result: "failed", n: verifier.cases, seeds: [seed] };
  }
}

function adversaryGate(adversary: AdversaryReport, seed: number): GateResult {
  const gate = { gate: "adversary", check: "shortcut", detail: describeAdversary(adversary) } as const;
  if (adversary.status !== "scored") return { ...gate, result: "skipped", n: 0, seeds: [] };
  const n = adversary.levels.reduce((sum, { cases }) => sum + cases, 0);
  const result = shortcutOf(adversary) === undefined ? "passed" : "warned";
  return { ...gate, result, n, seeds: [seed] };
}

function criticGate(critic: CriticReport): GateResult {
  const gate = { gate: "critic", check: "critic", detail: describeCritic(critic), seeds: [] } as const;
  if (critic.status !== "reviewed") return { ...gate, result: "skipped", n: 0 };
  return { ...gate, result: isObjection(critic) ? "warned" : "passed", n: 1 };
}

function judgeGate(judged: JudgeReport | null, verdict: Verdict | null, seed: number): GateResult {
  const gate = { gate: "judge", check: "accuracy within the band" } as const;
  if (judged === null) {
    const isUnasked = verdict?.status === "flagged";
    const detail = isUnasked ? "no judge was asked for" : "no draft came to be judged";
    return { ...gate, result: "skipped", detail, n: 0, seeds: [] };
  }
  const result = verdict?.status === "rejected" ? "failed" : isInside(judged) ? "passed" : "warned";
  const detail = judged.levels.map(({ level, decision }) => `level ${level}: ${decision}`).join("; ");
  const n = judged.levels.reduce((sum, { attempts }) => sum + attempts, 0);
  return { ...gate, result, detail, n, seeds: [seed] };
}

const isInside = ({ levels }: JudgeReport): boolean => levels.some(({ decision }) => decision === "inside");
