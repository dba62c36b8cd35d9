import { findMisfit } from "../../core/draft/case-shape.ts";
import { sha256 } from "../../core/draft/hash.ts";
import { GROUND_TRUTH_FIELDS, readGroundTruth } from "../../core/training/ground-truth.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import { findClass, type Holdings, type Target } from "../holdings/served-class.ts";
import { Refused } from "./refusal.ts";

/** Finds out what a ground truth asks for. Throws Refused where it cannot be scored. */
export type ReadTruth = (text: string, holdings: Holdings) => Target;

/** A trainer asks for the same few thousand cases again and again. */
const MOST_KEPT = 20_000;

/** Longer ground truths are read anew each time: what is kept must not outgrow the process. */
const MOST_TEXT = 20_000;

/** Keeps what it has read, until the library changes. */
export function createTruthReader(): ReadTruth {
  let kept = new Map<string, Target>();
  let of: Holdings | undefined;
  return (text, holdings) => {
    if (of !== holdings) {
      of = holdings;
      kept = new Map();
    }
    const known = kept.get(text);
    if (known !== undefined) return known;
    const target = readTarget(text, holdings);
    if (text.length <= MOST_TEXT) {
      kept.set(text, target);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    }
    return target;
  };
}

function readTarget(text: string, holdings: Holdings): Target {
  const read = readGroundTruth(text);
  if (read.status === "refused") {
    const what = describeIssue(read.issue, GROUND_TRUTH_FIELDS);
    throw new Refused(
      "invalid-request",
      `ground_truth: ${what}; expected the text {"bootcamp":…,"version":…,"case":…} that campforge export wrote`,
    );
  }
  const { bootcamp, version, case: instance } = read.truth;
  const found = findClass(holdings, { slug: bootcamp, version });
  if (found.status !== "found") throw new Refused(found.status, found.message);
  const { of } = found;
  const misfit = of.caseShape === null ? undefined : findMisfit(instance, of.caseShape);
  if (misfit !== undefined)
    throw new Refused("invalid-case", `${misfit}; the case is none of ${bootcamp} version ${version}`);
  const caseText = JSON.stringify(instance);
  return { of, caseName: sha256(caseText), caseText };
}
