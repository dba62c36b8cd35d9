import type { TestedRound } from "../../core/draft/draft.ts";

/**
 * Why a draft's author leaves it as it is, where that was said of an earlier one: nothing is remarked upon that was not
 * remarked upon there. Figures may differ, since another version has other cases. Undefined where something is new, or
 * nothing was said.
 */
export function answeredRemarks(round: TestedRound, earlier: TestedRound | undefined): string | undefined {
  if (earlier?.stands === undefined) return undefined;
  const answered = new Set(remarksOn(earlier));
  return remarksOn(round).every((one) => answered.has(one)) ? earlier.stands : undefined;
}

const remarksOn = ({ report }: TestedRound): readonly string[] =>
  report.checks
    .filter(({ status }) => status === "warned")
    .map(({ name, detail }) => `${name}: ${detail.replace(/\d+(?:\.\d+)?/g, "#")}`);
