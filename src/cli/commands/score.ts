import { describeIssue } from "../../files/describe-issue.ts";
import { readText } from "../../files/read-text.ts";
import { z } from "zod";
import type { Score } from "../../bootcamp/index.ts";
import type { Attempt } from "../../core/draft/execution.ts";
import { describeExecution } from "../../unittests/cases/evidence.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { loadBootcamp } from "../../workshop/load-bootcamp.ts";
import { JOB_LIMITS, openWorkshop } from "../../workshop/workshop.ts";
import { printJson } from "../output/print.ts";
import { parseJson } from "../../core/text/parse-json.ts";

const attemptSchema = z.object({ case: z.json(), response: z.string() });
const CROSSING = 100;

/** Reads JSON lines with case and response, and prints a JSON line with the score of each, in order. */
export async function score(file: string, options: { readonly input?: string }): Promise<number> {
  const attempts = readAttempts(options.input);
  const workshop = openWorkshop();
  try {
    const { program } = await loadBootcamp(file, workshop);
    for (let start = 0; start < attempts.length; start += CROSSING) {
      const verified = await workshop.sandbox.verify(
        program,
        attempts.slice(start, start + CROSSING),
        JOB_LIMITS,
      );
      if (verified.status !== "completed")
        throw new CommandError(EXIT.checkFailed, `${file}: scoring: ${describeExecution(verified)}`);
      for (const one of verified.value) printJson(scoreLine(one));
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}

/** A score as a line: a number where it was scored, null where the bootcamp is at fault. */
function scoreLine(one: Score): object {
  return one.status === "error" || one.status === "timeout" ? { ...one, score: null } : one;
}

/** Everything is read and checked before anything is scored. */
function readAttempts(input: string | undefined): readonly Attempt[] {
  const name = input ?? "standard input";
  const read = readText(input ?? 0);
  if (read.status === "refused")
    throw new CommandError(
      EXIT.usage,
      `${name}: ${read.problem}; expected JSON lines with case and response`,
    );
  const attempts = read.text.split("\n").flatMap((line, index): readonly Attempt[] => {
    if (line.trim() === "") return [];
    const value = parseJson(line);
    if (value === undefined)
      throw new CommandError(
        EXIT.usage,
        `${name}:${index + 1}: is not valid JSON; expected {"case": …, "response": "…"}`,
      );
    const attempt = attemptSchema.safeParse(value);
    if (!attempt.success) {
      const issue = attempt.error.issues[0];
      throw new CommandError(
        EXIT.usage,
        `${name}:${index + 1}: ${describeIssue(issue)}; expected {"case": …, "response": "…"}`,
      );
    }
    return [{ instance: attempt.data.case, response: attempt.data.response }];
  });
  if (attempts.length === 0)
    throw new CommandError(EXIT.usage, `${name}: is empty; expected JSON lines with case and response`);
  return attempts;
}
