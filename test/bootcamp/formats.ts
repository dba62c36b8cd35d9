import {
  type AnswerFormat,
  boxed,
  bracketed,
  fencedBlock,
  finalLine,
  tagged,
  wholeReply,
} from "../../src/bootcamp/answer-format.ts";
import type { Parser } from "../../src/bootcamp/parser.ts";

/** Every answer format around one parser, by its place. */
export function everyFormat<Answer>(
  parse: Parser<Answer>,
): readonly (readonly [place: string, format: AnswerFormat<Answer>])[] {
  const formats = [
    boxed(parse),
    tagged(parse),
    bracketed(parse),
    finalLine(parse),
    fencedBlock(parse),
    wholeReply(parse),
  ];
  return formats.map((format) => [format.place, format]);
}

/** The formats that can stand in a reply of several paragraphs. */
export function embeddedFormats<Answer>(
  parse: Parser<Answer>,
): readonly (readonly [place: string, format: AnswerFormat<Answer>])[] {
  return everyFormat(parse).filter(([place]) => place !== "whole-reply");
}
