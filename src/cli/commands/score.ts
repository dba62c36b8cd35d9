import { z } from "zod";
import type { Score } from "../../bootcamp/index.ts";
import type { Attempt } from "../../core/draft/execution.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { withVerifier } from "../../core/run/verify-through.ts";
import { forgivingFaults } from "../../verifier/ask-verifier.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { parseJson } from "../../core/text/parse-json.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import { type FileLine, fileSource, readLineBatches } from "../../files/read-lines.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { loadBootcamp } from "../../workshop/load-bootcamp.ts";
import { JOB_LIMITS, openWorkshop } from "../../workshop/workshop.ts";
import { type OpenedVerifier, requireVerifier } from "../input/open-verifier.ts";
import { standardInput } from "../input/standard-input.ts";
import { printJson } from "../output/print.ts";

const attemptSchema = z.object({ case: z.json(), response: z.string() });
const EXPECTED = 'expected JSON lines {"case": …, "response": "…"}';

/** Responses in one crossing. */
const CROSSING = 100;
/** The longest line that is read, in UTF-16 units. A response may have a million, a case beside it. */
const MAX_LINE = 8_000_000;

/**
 * Reads JSON lines with case and response, and prints a JSON line with the score of each, in order and as soon as it is
 * known: whoever keeps the pipe open gets each score before they send the next line. A line that cannot be used ends it
 * with a CommandError, after the scores of those before it.
 */
export async function score(
  file: string,
  options: { readonly input?: string; readonly config?: string },
): Promise<number> {
  const source = options.input === undefined ? standardInput("type JSON lines") : fileSource(options.input);
  const workshop = openWorkshop();
  let verifier: OpenedVerifier | undefined;
  try {
    const { program, card, isModelVerified } = await loadBootcamp(file, workshop);
    if (isModelVerified) verifier = requireVerifier(options.config, file);
    const sandbox =
      verifier === undefined
        ? workshop.sandbox
        : withVerifier(workshop.sandbox, forgivingFaults(verifier.askAbout(card.slug)));
    const verify = async (attempts: readonly Attempt[]): Promise<void> => {
      const verified = await sandbox.verify(program, attempts, JOB_LIMITS);
      if (verified.status !== "completed")
        throw new CommandError(EXIT.checkFailed, `${file}: scoring: ${describeExecution(verified)}`);
      for (const one of verified.value) printJson(scoreLine(one));
    };
    let scored = 0;
    for await (const lines of readLineBatches(source, MAX_LINE)) {
      const read = readAttempts(lines);
      for (let start = 0; start < read.attempts.length; start += CROSSING)
        await verify(read.attempts.slice(start, start + CROSSING));
      scored += read.attempts.length;
      if (read.refused === undefined) continue;
      const before =
        scored === 0
          ? ""
          : `. ${countNoun(scored, "response")} before it ${scored === 1 ? "was" : "were"} scored`;
      throw new CommandError(EXIT.usage, `${source.name}:${read.refused}; ${EXPECTED}${before}`);
    }
    if (scored === 0) throw new CommandError(EXIT.usage, `${source.name}: is empty; ${EXPECTED}`);
    return EXIT.done;
  } finally {
    verifier?.close();
    workshop.close();
  }
}

/** A score as a line: a number where it was scored, null where the bootcamp, or who compares its answers, is at fault. */
function scoreLine(one: Score): object {
  return one.status === "error" || one.status === "timeout" ? { ...one, score: null } : one;
}

/** What lines ask to be scored, up to the first that cannot be used, with its number and what is wrong with it. */
function readAttempts(lines: readonly FileLine[]): {
  readonly attempts: readonly Attempt[];
  readonly refused?: string;
} {
  const attempts: Attempt[] = [];
  for (const { number, text } of lines) {
    if (text.trim() === "") continue;
    const read = text.length > MAX_LINE ? `longer than ${MAX_LINE} characters` : readAttempt(text);
    if (typeof read === "string") return { attempts, refused: `${number}: ${read}` };
    attempts.push(read);
  }
  return { attempts };
}

/** What a line asks to be scored, or what is wrong with it. */
function readAttempt(line: string): Attempt | string {
  const value = parseJson(line);
  if (value === undefined) return "is not valid JSON";
  const attempt = attemptSchema.safeParse(value);
  if (!attempt.success) return describeIssue(attempt.error.issues[0]);
  return { instance: attempt.data.case, response: attempt.data.response };
}
