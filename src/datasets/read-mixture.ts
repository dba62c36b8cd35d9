import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { type Mixture, MIXTURE_FIELDS, mixtureSchema } from "../core/training/mixture.ts";
import { describeIssue } from "../files/describe-issue.ts";
import { parseUserJson } from "../files/parse-user-json.ts";
import { readUserFile } from "../files/read-source-file.ts";

/** Reads a mixture. Throws a CommandError that names the file and the field that is not as expected. */
export function readMixture(file: string): Mixture {
  const text = readUserFile(file, "a mixture: JSON as docs/datasets.md describes it");
  const mixture = mixtureSchema.safeParse(parseUserJson(text, file, EXIT.usage));
  if (mixture.success) return mixture.data;
  throw new CommandError(
    EXIT.usage,
    `${file}: ${describeIssue(mixture.error.issues[0], MIXTURE_FIELDS)}; docs/datasets.md has every field`,
  );
}
