import type { Attempt } from "../core/execution.ts";
import { describeExecution, type Evidence, firstCases, type PlacedCase } from "./evidence.ts";
import { mutateAnswer } from "./mutate-answer.ts";

/** Attempts in all: enough to tell verifiers apart, few enough to run them with every mutant of one. */
const ATTEMPTS = 150;

const CASES_PER_LEVEL = 2;

/** Answers that lie at the edge of what a verifier compares. */
const BOUNDARIES: readonly string[] = ["0", "1", "-1", "2", "none", "A", "B", "yes", "no"];

type Trial = { readonly drawn: PlacedCase; readonly text: string };

/**
 * Attempts right and wrong that try a verifier from all sides: for some cases of each level the reference
 * answer, answers close to it, those of other cases, and boundary values. The first ones mix all kinds.
 */
export async function collectBattery(evidence: Evidence): Promise<readonly Attempt[] | string> {
  const { program, sandbox, limits } = evidence;
  const cases = firstCases(evidence, CASES_PER_LEVEL);
  const texts = cases.map(({ answer }) => answer?.text ?? "");
  const perCase = cases.map((drawn, place): readonly Trial[] => {
    const others = texts.filter((_, at) => at !== place && cases[at]?.level === drawn.level);
    const own = texts[place] ?? "";
    return [...replaceParts(own), ...mutateAnswer(own), ...others, ...BOUNDARIES].map((text) => ({
      drawn,
      text,
    }));
  });
  const trials = interleave(perCase).slice(0, ATTEMPTS - cases.length);
  const wrapped = await sandbox.wrap(
    program,
    trials.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return `wrapping an answer: ${describeExecution(wrapped)}`;
  return [
    ...cases.map(({ instance, reference }) => ({ instance, response: reference })),
    ...trials.map(({ drawn }, place) => ({ instance: drawn.instance, response: wrapped.value[place] ?? "" })),
  ];
}

/** One of each list in turn. */
function interleave<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => {
      const item = list[place];
      return item === undefined ? [] : [item];
    }),
  ).flat();
}

const MOST_PARTS = 4;

/** Answers in which one part stands in the place of another, or both have changed places: one rule breaks alone. */
function replaceParts(answer: string): readonly string[] {
  const parts = [...answer.matchAll(/[\p{L}\d._]+/gu)];
  const step = Math.max(1, Math.floor(parts.length / MOST_PARTS));
  return parts
    .filter((_, place) => place % step === 0)
    .slice(0, MOST_PARTS)
    .flatMap((part, place) => {
      const others = parts.filter(([text]) => text !== part[0] && /\d/.test(text) === /\d/.test(part[0]));
      const other = others[place % Math.max(1, others.length)];
      return other === undefined ? [] : [put(answer, part, other[0])];
    });
}

const put = (answer: string, part: RegExpExecArray, text: string): string =>
  answer.slice(0, part.index) + text + answer.slice(part.index + part[0].length);
