import { expect, test } from "vitest";
import { describeOracle, type OracleReport } from "../../../src/core/judging/oracle-report.ts";
import { UNVERIFIED } from "../../../src/core/judging/second-verifier.ts";

const disputed = (by: "solver" | "checker", open?: string): OracleReport => ({
  status: "disputed",
  by,
  ruling: by === "solver" ? "ambiguous prompt" : "over-acceptance",
  cases: 200,
  answered: 150,
  agreed: 149,
  verifier: UNVERIFIED,
  disputed: {
    level: 0,
    index: 3_000,
    prompt: "Which of them?",
    reference: "7",
    // Nothing is an answer, too: a class may pay it.
    solverAnswer: "",
    classScore: "right",
    open,
    why: "Worked through.",
  },
});

test("a case is open where a solver's author says what is not told, and not where the answer in dispute is empty", () => {
  expect(describeOracle(disputed("solver", "which of two equal ones counts"))).toBe(
    "ambiguous prompt: a blind solver leaves 50 of 200 cases open",
  );
  expect(describeOracle(disputed("checker"))).toBe(
    "over-acceptance: a blind checker disagrees on 1 of 150 answers",
  );
});
