import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import type { PlacedCase } from "../cases/evidence.ts";
import { decorateAnswer, respaceAnswer, roundAnswer, type Variant } from "./format-answer.ts";
import { writeAsStated } from "./stated-forms.ts";
import { spellAsStated } from "./stated-spelling.ts";

/** Ways in which models dress a right response, by the place where the answer stands. */
export function formatResponse(
  drawn: PlacedCase,
  place: string,
  shape: AnswerShape | null,
): readonly Variant[] {
  const { reference } = drawn;
  const dressed: readonly Variant[] = [
    ["with thinking before it", THINKING + reference],
    ["with white space around it", `\n\n  ${reference}  \n\n`],
  ];
  const text = drawn.answer ?? undefined;
  switch (place) {
    case "tagged":
    case "bracketed":
    case "final-line":
      return [
        ...dressed,
        ["with a sentence before it", SENTENCE + reference],
        ...rewrite(upToClosing(reference, place), text, (answer) => [
          ...decorateAnswer(answer, mayBeNumber(shape)),
          ...respaceAnswer(answer),
          ...roundAnswer(answer, drawn.prompt),
          ...asStated(answer, drawn),
        ]),
      ];
    case "boxed":
      return [
        ...dressed,
        ["with a sentence before it", SENTENCE + reference],
        ["in dollar signs", reference.replace(/\\boxed\{.*\}/s, (box) => `$${box}$`)],
        ...rewrite([reference, ""], text, (answer) => [
          ...respaceAnswer(answer),
          ...roundAnswer(answer, drawn.prompt),
          ...asStated(answer, drawn),
        ]),
      ];
    case "fenced":
      return [
        ...dressed,
        ["with a sentence before it", SENTENCE + reference],
        ...rewrite([reference, ""], text, (answer) => [...respaceAnswer(answer), ...asStated(answer, drawn)]),
      ];
    default:
      return [...dressed, ...rewrite([reference, ""], text, (answer) => asStated(answer, drawn))];
  }
}

/** Whether digits alone may be a number: not where their row itself counts. What a class's own parser reads, nobody knows. */
function mayBeNumber(shape: AnswerShape | null): boolean {
  if (shape?.kind === "either") return mayBeNumber(shape.first) && mayBeNumber(shape.second);
  return shape === null || !["digits", "text"].includes(shape.kind);
}

/** What the prompt itself says of how its answer may be written. */
const asStated = (answer: string, { prompt }: PlacedCase): readonly Variant[] => [
  ...spellAsStated(answer, prompt),
  ...writeAsStated(answer, prompt),
];

const THINKING =
  "<think>\nLet me try something first. Answer: 0\n\\boxed{0} <answer>0</answer>\n</think>\n\n";
const SENTENCE = "Here is what I found.\n\n";

const CLOSING: Readonly<Record<string, string>> = { tagged: "</answer>", bracketed: "[/answer]" };

/** A response in two: with everything that stands before the closing mark of its place, whose letters may be answers. */
function upToClosing(response: string, place: string): Halves {
  const end = response.toLowerCase().lastIndexOf(CLOSING[place] ?? "");
  return CLOSING[place] === undefined || end < 0
    ? [response, ""]
    : [response.slice(0, end), response.slice(end)];
}

type Halves = readonly [before: string, behind: string];

/** A response whose answer, the last of its first half, is written in other ways; none where it does not stand there. */
function rewrite(
  [before, behind]: Halves,
  found: string | undefined,
  variantsOf: (answer: string) => readonly Variant[],
): readonly Variant[] {
  const answer = found?.trim() ?? "";
  const start = answer === "" ? -1 : before.lastIndexOf(answer);
  if (start < 0) return [];
  return variantsOf(answer).map(([how, text]) => [
    how,
    before.slice(0, start) + text + before.slice(start + answer.length) + behind,
  ]);
}
