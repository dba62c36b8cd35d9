import { readExamples } from "../core/task/read-examples.ts";

/** What a statement that was cut off lacks; empty for a whole one. */
export type Lacking = readonly ("input" | "output" | "examples" | "end of the last sentence")[];

const heading = (name: string): RegExp =>
  new RegExp(`^\\s*(?:#+\\s*)?${name}(?: (?:format|file|data|specification))?\\s*:?\\s*$`, "im");

/**
 * What a contest's statement lacks of its parts. It is whole once it says what comes in and what goes out and shows an
 * example; its last sentence may be cut off even so.
 */
export function findTruncation(statement: string): Lacking {
  const hasExamples = readExamples(statement).length > 0;
  const prose = statement.trimEnd();
  const isCut = !hasExamples && !/[.!?)\]”"'»:]$/.test(prose);
  return [
    ...(heading("inputs?").test(statement) ? [] : (["input"] as const)),
    ...(heading("outputs?").test(statement) ? [] : (["output"] as const)),
    ...(hasExamples ? [] : (["examples"] as const)),
    ...(isCut ? (["end of the last sentence"] as const) : []),
  ];
}
