import type { AnswerShape } from "../../bootcamp/answer-shape.ts";

/** What an answer is at its outermost, in the order in which libraries count them. */
export const ANSWER_FORMS = [
  "number",
  "choice",
  "text",
  "list",
  "set",
  "parts",
  "pairs",
  "grid",
  "expression",
  "own parser",
] as const;

export type AnswerForm = (typeof ANSWER_FORMS)[number];

/** The form of an answer by the shape that its parser reads; of two that are allowed, the first. */
export function answerForm(shape: AnswerShape | null): AnswerForm {
  if (shape === null) return "own parser";
  switch (shape.kind) {
    case "number":
    case "choice":
    case "list":
    case "set":
    case "grid":
    case "expression":
      return shape.kind;
    case "text":
    case "digits":
    case "cell":
      return "text";
    case "permutation":
      return "list";
    case "multiset":
      return "set";
    case "record":
      return "parts";
    case "mapping":
      return "pairs";
    case "character-grid":
      return "grid";
    case "json":
      return "own parser";
    case "either":
      return answerForm(shape.first);
  }
}
