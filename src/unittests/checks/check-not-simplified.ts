import { hasSimplificationWord } from "../../core/checks/simplification-words.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { type Evidence, passed, warned } from "../cases/evidence.ts";
import { findSimplification, playsMistakes } from "../texts/find-simplification.ts";

/** In names words run together: `simplifiedRules`, `dummyCheck`. What stands in for a part of a class is named so. */
const STAND_IN =
  /(?:^|_)(?:simplified|dummy|toy|stub|mock|placeholder)(?:Rules?|Task|Puzzle|Problem|Case|Check|Verif|Valid|Solv|Solution|Score|Scor|Generat|Reference|Answer|Implement|Logic)|(?:Simplified|Dummy|Stub|Mock|Placeholder)(?:Rules?|Check|Verif|Solv|Generat|Logic)/;

/** A string is a prompt as often as not, which may tell its reader to leave things out; only few sayings count. */
const IN_STRINGS =
  /\bsimplified (?:version|variant) of\b|\bnot implemented\b|\bplaceholder (?:implementation|answer|for now)\b|\b(?:TODO|FIXME)\b/;

/**
 * Neither comments nor strings nor names say that the task was made simpler than it was described. Words alone
 * say nothing, since a task may be about them: they are counted.
 */
export function checkNotSimplified(evidence: Evidence): Check {
  const { comments, strings, names } = evidence.sourceText;
  const plays = playsMistakes(names.map(({ text }) => text));
  const found = [
    ...comments.filter(({ text }) => findSimplification(text, plays) !== undefined),
    ...strings.filter(({ text }) => IN_STRINGS.test(text)),
    ...names.filter(({ text }) => STAND_IN.test(text)),
  ];
  const [first] = found;
  if (first === undefined) {
    const words = [...comments, ...strings].filter(({ text }) => hasSimplificationWord(text)).length;
    const counted = words === 0 ? "" : `; ${words} with words of simplification, none about the task`;
    return passed(
      "not simplified",
      `${comments.length} comments, ${strings.length} strings, ${names.length} names${counted}`,
    );
  }
  const said = findSimplification(first.text, plays) ?? first.text.trim();
  return warned(
    "not simplified",
    `line ${first.line}: "${said.slice(0, 160)}" says that the task was made simpler than described`,
    found.map(({ line, text }) => ({ line, found: text.trim().slice(0, 200) })),
  );
}
