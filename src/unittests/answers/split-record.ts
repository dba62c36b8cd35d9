import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import { withoutBrackets } from "../../bootcamp/split-items.ts";

/** A named part of a record as it was written; `before` stands between it and the part before it. */
export type RecordPart = {
  readonly before: string;
  readonly name: string;
  readonly joint: string;
  readonly shape: AnswerShape;
  readonly text: string;
};

const LABEL = /(^|[ \t]{0,8}[,;\n]\s{0,8})([^,;\n:=>→]{1,60}?)(\s{0,8}(?:->|→|=|:)\s{0,8})/g;

/**
 * Each part of a record up to the name of the next, for a part may hold commas; undefined where a name is missing.
 * Brackets around all of it are left out.
 */
export function splitRecord(
  source: string,
  fields: Readonly<Record<string, AnswerShape>>,
): readonly RecordPart[] | undefined {
  const text = withoutBrackets(source);
  const labels = [...text.matchAll(LABEL)].flatMap(
    ({ 0: all, 1: before = "", 2: name = "", 3: joint = "", index }) => {
      const shape = fieldOf(name, fields);
      return shape === undefined ? [] : [{ before, name, joint, shape, from: index, to: index + all.length }];
    },
  );
  if (labels.length !== Object.keys(fields).length || labels[0]?.from !== 0) return undefined;
  return labels.map(({ before, name, joint, shape, to }, index) => ({
    before,
    name,
    joint,
    shape,
    text: text.slice(to, labels[index + 1]?.from).trim(),
  }));
}

/** The shape of a record's field by the name that an answer writes. */
function fieldOf(name: string, fields: Readonly<Record<string, AnswerShape>>): AnswerShape | undefined {
  const folded = (one: string): string => one.toLowerCase().replace(/[^\p{L}\d]/gu, "");
  return Object.entries(fields).find(([field]) => folded(field) === folded(name))?.[1];
}
