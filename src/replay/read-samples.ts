import { describeIssue } from "../files/describe-issue.ts";
import { statSync } from "node:fs";
import { z } from "zod";
import type { Json } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readLines } from "../files/read-lines.ts";
import type { StoredResponse } from "./stored-response.ts";
import { parseJson } from "../core/text/parse-json.ts";

/** The longest line that is read, in UTF-16 units. A response may have a million, a case beside it. */
const MAX_LINE = 8_000_000;

const EXPECTED = '{"case": …, "response": "…"}, or level, seed and index in place of the case';

/** As deep as a class may make a case. */
const MAX_DEPTH = 60;

const caseSchema = z.custom<Json>((value) => value !== undefined && !isDeep(value, 0), {
  message: `is nested deeper than ${MAX_DEPTH}`,
});
const count = z.int().min(0).optional();
const lineSchema = z
  .object({
    case: caseSchema.optional(),
    /** Another name for the case. */
    instance: caseSchema.optional(),
    response: z.string(),
    score: z.number().min(0).max(1).nullable().optional(),
    level: count,
    seed: count,
    index: count,
  })
  .refine((line) => line.case === undefined || line.instance === undefined, {
    path: ["instance"],
    message: "stands beside case, which means the same",
  });

/**
 * The responses of a file of JSON lines, such as `campforge score` reads and prints. A line without a case has
 * it drawn by `drawer` from level, seed and index. Throws a CommandError that names file, line and field.
 */
export async function* readSamples(file: string, drawer: Program): AsyncGenerator<StoredResponse> {
  for await (const { number, text } of readLines(file, MAX_LINE)) {
    if (text.trim() !== "") yield readSample(text, `${file}:${number}`, drawer);
  }
}

/** Nothing is drawn while a file is only checked. */
const NO_DRAWER: Program = { toolkit: "", code: "" };

/** Reads a file once through, so that a bad line is found before anything is replayed. */
export async function checkSamples(file: string): Promise<void> {
  requireFile(file);
  const first = await readSamples(file, NO_DRAWER).next();
  if (first.done === true)
    throw new CommandError(EXIT.usage, `${file}: is empty; expected JSON lines ${EXPECTED}`);
  for await (const _ of readSamples(file, NO_DRAWER));
}

function requireFile(file: string): void {
  let isFile: boolean;
  try {
    isFile = statSync(file).isFile();
  } catch (error) {
    throw new CommandError(
      EXIT.usage,
      `${file}: no such file; expected JSON lines ${EXPECTED}. Check the path.`,
      { cause: error },
    );
  }
  if (!isFile) {
    throw new CommandError(
      EXIT.usage,
      `${file}: is not a regular file; expected JSON lines, which are read twice. Write them to a file first.`,
    );
  }
}

function readSample(text: string, place: string, drawer: Program): StoredResponse {
  if (text.length > MAX_LINE)
    throw new CommandError(EXIT.usage, `${place}: longer than ${MAX_LINE} characters; shorten or remove it`);
  const value = parseJson(text);
  if (value === undefined)
    throw new CommandError(EXIT.usage, `${place}: is not valid JSON; expected ${EXPECTED}`);
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new CommandError(EXIT.usage, `${place}: ${describeIssue(issue)}; expected ${EXPECTED}`);
  }
  const { response, score = null, level, seed, index } = parsed.data;
  const instance = parsed.data.case === undefined ? parsed.data.instance : parsed.data.case;
  if (instance !== undefined) return { place, origin: { status: "given", instance }, response, score };
  if (level === undefined || seed === undefined || index === undefined)
    throw new CommandError(EXIT.usage, `${place}: case is missing; expected ${EXPECTED}`);
  return { place, origin: { status: "drawn", by: drawer, draw: { level, seed, index } }, response, score };
}

/** Ends at the limit, so that no line exhausts the stack. */
function isDeep(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth >= MAX_DEPTH || Object.values(value).some((part) => isDeep(part, depth + 1));
}
