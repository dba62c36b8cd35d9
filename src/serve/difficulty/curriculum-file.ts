import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { parseJson } from "../../core/text/parse-json.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import { writeAtomically } from "../../files/write-atomically.ts";
import { curriculumSchema, type CurriculumState } from "./curriculum.ts";

/** What a file keeps; nothing where there is none. Throws a CommandError for a file that is something else. */
export function readCurriculum(file: string): CurriculumState {
  if (!existsSync(file)) return { curriculum: 1, tracks: {} };
  const read = curriculumSchema.safeParse(parseJson(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new CommandError(
    EXIT.usage,
    `${file}: ${describeIssue(read.error.issues[0])}; expected what campforge serve keeps. Name another --state, or move the file away`,
  );
}

/** Keeps a state; a file that was there before is replaced whole. */
export function writeCurriculum(file: string, state: CurriculumState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeAtomically(file, `${JSON.stringify(state)}\n`);
}
