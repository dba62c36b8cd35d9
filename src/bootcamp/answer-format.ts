import { findBetween, findBoxed, findFences, findFinalLine, findWhole } from "./find-answer.ts";
import type { Parser } from "./parser.ts";

/** Where in a response the answer stands. */
export type AnswerPlace = "boxed" | "tagged" | "bracketed" | "final-line" | "fenced" | "whole-reply";

/**
 * How a bootcamp wants its answer written: the place, and the parser of what stands there. A class calls neither
 * `find` nor `parse`: the framework takes thinking off, finds the texts and parses the last of them; an earlier one
 * that reads as another value makes the response unparsable. `find(response)` lists every text that stands at the
 * place, in order, each as it is written, unread; `[]` where there is none. It goes through the whole of what it is
 * given, thinking too, and stops at nothing that cannot be read. It serves programs that check responses themselves:
 * `format.parse(format.find(response).at(-1) ?? "")`.
 */
export type AnswerFormat<Answer> = {
  readonly place: AnswerPlace;
  /** A sentence for the prompt that says where the answer must stand. */
  readonly instruction: string;
  readonly parse: Parser<Answer>;
  /** Every text in the response that stands where an answer must, in order, unread. */
  readonly find: (text: string) => readonly string[];
  /** A response that holds this text as its answer. */
  readonly wrap: (answer: string) => string;
};

/**
 * The answer stands in `\boxed{…}`, up to the brace that closes it; a box that never closes is none, and of nested
 * ones the outermost counts.
 *
 * @example boxed(integer()).wrap("7") // → "\\boxed{7}"
 * @example boxed(integer()).find("\\boxed{41}, no: \\boxed{42}") // → ["41", "42"]
 */
export function boxed<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "boxed",
    instruction: "Write your final answer once, inside \\boxed{ }.",
    parse,
    find: (text) => findBoxed(text),
    wrap: (answer) => `\\boxed{${answer}}`,
  };
}

/**
 * The answer stands between `<answer>` and `</answer>`, in any letter case; a tag without the other is none.
 *
 * @example tagged(integer()).wrap("7") // → "<answer>7</answer>"
 * @example tagged(integer()).find("7") // → []
 */
export function tagged<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "tagged",
    instruction: "Write your final answer once, between <answer> and </answer>.",
    parse,
    find: (text) => findBetween(text, "<answer>", "</answer>"),
    wrap: (answer) => `<answer>${answer}</answer>`,
  };
}

/**
 * The answer stands between `[answer]` and `[/answer]`, in any letter case; a tag without the other is none.
 *
 * @example bracketed(integer()).wrap("7") // → "[answer]7[/answer]"
 * @example bracketed(integer()).find("[answer]7[/answer]") // → ["7"]
 */
export function bracketed<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "bracketed",
    instruction: "Write your final answer once, between [answer] and [/answer].",
    parse,
    find: (text) => findBetween(text, "[answer]", "[/answer]"),
    wrap: (answer) => `[answer]${answer}[/answer]`,
  };
}

/**
 * The answer stands on the last line, after `Answer:` and up to the end of the line; where something else is said
 * last there is none. Bold, a bullet or a heading around the line is seen through.
 *
 * @example finalLine(integer()).wrap("7") // → "Answer: 7"
 * @example finalLine(integer()).find("Answer: 7\nIs that right?") // → []
 * @example finalLine(integer()).find("**Answer: 7**") // → ["7"]
 */
export function finalLine<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "final-line",
    instruction: "End your reply with one line of the form `Answer: …`.",
    parse,
    find: (text) => findFinalLine(text),
    wrap: (answer) => `Answer: ${answer}`,
  };
}

/**
 * The answer is a fenced block, as for grids and longer texts; a fence that never closes is none.
 *
 * @example fencedBlock(grid(integer())).wrap("1 0\n0 1") // → "```\n1 0\n0 1\n```"
 * @example fencedBlock(grid(integer())).find("Done:\n```text\n1 0\n```") // → ["1 0"]
 */
export function fencedBlock<Answer>(parse: Parser<Answer>, language = ""): AnswerFormat<Answer> {
  return {
    place: "fenced",
    instruction: `Write your final answer once, in a fenced block (three backticks${language ? ` and ${language}` : ""} before it, three after it).`,
    parse,
    find: (text) => findFences(text),
    wrap: (answer) => `\`\`\`${language}\n${answer}\n\`\`\``,
  };
}

/**
 * The whole reply is the answer, with or without `Answer:` before it. For answers of a word or a line.
 *
 * @example wholeReply(choiceOf(["A", "B"])).wrap("A") // → "A"
 * @example wholeReply(choiceOf(["A", "B"])).find("Answer: A") // → ["A"]
 */
export function wholeReply<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "whole-reply",
    instruction: "Reply with the answer alone, without any other words.",
    parse,
    find: (text) => findWhole(text),
    wrap: (answer) => answer,
  };
}
