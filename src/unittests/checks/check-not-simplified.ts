import type { SourcePiece } from "../../core/draft/compile-report.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type Evidence, passed, warned } from "../cases/evidence.ts";

/** Words by which an author admits that it left something out: the InternBootcamp report's list and its like. */
export const SIMPLIFICATION_WORDS = [
  "simplified",
  "simplify",
  "simplification",
  "for simplicity",
  "simplistic",
  "placeholder",
  "in practice",
  "in a real",
  "real implementation",
  "toy",
  "dummy",
  "stub",
  "mock",
  "todo",
  "fixme",
  "not implemented",
  "for now",
  "hardcoded",
  "hard-coded",
  "naive",
  "we assume",
  "assume that",
  "assuming",
  "omitted",
  "left out",
  "good enough",
  "approximation of the",
] as const;

const PATTERN = new RegExp(`\\b(?:${SIMPLIFICATION_WORDS.join("|")})\\b`, "i");

/** In names words run together: `simplifiedRules`, `dummyCase`. */
const NAME_PATTERN =
  /^(?:simplified|dummy|toy|stub|mock|placeholder|naive)(?=[A-Z_]|$)|(?:Simplified|Dummy|Toy|Stub|Mock|Placeholder|Naive)(?=[A-Z_]|$)/;

/** The source admits no simplification. A string is a prompt as often as not, so only some words count there. */
const STRING_PATTERN = /\b(?:simplified version|for simplicity|placeholder|not implemented|todo|dummy)\b/i;

/** Neither comments nor strings nor names say that the task was made simpler than it was described. */
export function checkNotSimplified(evidence: Evidence): Check {
  const { comments, strings, names } = evidence.sourceText;
  const found = [
    ...matching(comments, PATTERN),
    ...matching(strings, STRING_PATTERN),
    ...matching(names, NAME_PATTERN),
  ];
  const [first] = found;
  if (first === undefined)
    return passed(
      "not simplified",
      `${comments.length} comments, ${strings.length} strings, ${names.length} names`,
    );
  return warned(
    "not simplified",
    `line ${first.line}: "${first.text.trim().slice(0, 160)}" contains words of simplification`,
    found.map(({ line, text }) => ({ line, found: text.trim().slice(0, 200) })),
  );
}

const matching = (pieces: readonly SourcePiece[], pattern: RegExp): readonly SourcePiece[] =>
  pieces.filter(({ text }) => pattern.test(text));
