import type { Check } from "../../core/checks/unit-test-report.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { counterexample, type Evidence, failed, firstCases, passed } from "../cases/evidence.ts";

/** A case is the same after it was written as JSON and read again. */
export function checkJsonRoundTrip(evidence: Evidence): Check {
  const lossy = firstCases(evidence, Infinity).filter(({ lost }) => lost !== null);
  const [first] = lossy;
  if (first === undefined) return passed("json round trip", "nothing lost");
  return failed(
    "json round trip",
    `JSON loses part of ${countNoun(lossy.length, "case")}: ${first.lost}`,
    lossy.map((drawn) => counterexample(drawn, evidence.seed)),
  );
}
