import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import { parseUserJson } from "../../files/parse-user-json.ts";
import { readText } from "../../files/read-text.ts";
import { type Results, resultsSchema } from "./results.ts";

/** Reads a file of results. Throws a CommandError that names the file and what is not as expected. */
export function readResults(file: string): Results {
  const expected = "expected what campforge eval --out FILE.json wrote";
  const read = readText(file);
  if (read.status === "refused") throw new CommandError(EXIT.usage, `${file}: ${read.problem}; ${expected}`);
  const results = resultsSchema.safeParse(parseUserJson(read.text, file, EXIT.usage));
  if (!results.success)
    throw new CommandError(EXIT.usage, `${file}: ${describeIssue(results.error.issues[0])}; ${expected}`);
  return results.data;
}
