import { canonicalText, type Json } from "../../bootcamp/index.ts";
import { sha256 } from "../../core/draft/hash.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { parseJson } from "../../core/text/parse-json.ts";
import { caseId } from "../../core/training/ground-truth.ts";
import { describeIssue } from "../../files/describe-issue.ts";
import { readText } from "../../files/read-text.ts";
import {
  type Benchmark,
  type BenchmarkCase,
  benchmarkCaseId,
  benchmarkLines,
  benchmarkLineSchema,
  hashCaseLine,
} from "./benchmark.ts";

/** A frozen benchmark, and the line of the file that each case stands on. */
export type FrozenBenchmark = {
  readonly benchmark: Benchmark;
  readonly lineOf: (one: BenchmarkCase) => number;
};

/** The first line is the benchmark's own. */
const FIRST_CASE_LINE = 2;

/**
 * Reads a frozen benchmark. Throws a CommandError that names the line which is not as it was frozen; what classes make
 * of the cases is not looked at.
 */
export function readFrozen(file: string): FrozenBenchmark {
  const read = readText(file);
  if (read.status === "refused")
    throw refused(file, null, `${read.problem}; expected what campforge eval --freeze wrote`);
  const texts = read.text.split("\n");
  if (texts.at(-1) === "") texts.pop();
  const lines = texts.map((text, index) => parseLine(text, file, index + 1));
  const [head, ...others] = lines;
  if (head?.line !== "benchmark")
    throw refused(file, 1, 'expected the line that begins a benchmark, {"line":"benchmark",…}');
  const end = others.pop();
  if (end?.line !== "end")
    throw refused(file, texts.length, "the benchmark is cut off: its last line with the hash is not there");
  const cases = others.map((line, index) => readCase(line, file, index + FIRST_CASE_LINE));
  const ids = new Set<string>();
  for (const [index, { id }] of cases.entries()) {
    if (ids.has(id)) throw refused(file, index + FIRST_CASE_LINE, `${id} is there twice`);
    ids.add(id);
  }
  if (cases.length !== head.cases)
    throw refused(file, 1, `says that there are ${head.cases} cases, and ${cases.length} follow`);
  const { seed, tasks } = head;
  requireTasks({ tasks, cases }, file);
  const found = sha256(benchmarkLines({ seed, tasks, cases }));
  if (found !== end.sha256)
    throw refused(
      file,
      texts.length,
      "the hash is not that of the lines before it, each of which agrees with its own: lines were removed, added or put in another order, or the first was edited",
    );
  const places = new Map(cases.map((one, index) => [one.id, index + FIRST_CASE_LINE]));
  return { benchmark: { hash: found, seed, tasks, cases }, lineOf: ({ id }) => places.get(id) ?? 1 };
}

type Line = ReturnType<typeof benchmarkLineSchema.parse>;

function parseLine(text: string, file: string, number: number): Line {
  const value = parseJson(text);
  if (value === undefined) throw refused(file, number, "is not valid JSON");
  const line = benchmarkLineSchema.safeParse(value);
  if (!line.success) throw refused(file, number, describeIssue(line.error.issues[0]));
  return line.data;
}

function readCase(line: Line, file: string, number: number): BenchmarkCase {
  if (line.line !== "case")
    throw refused(file, number, `expected a case, not another line of "${line.line}"`);
  const { line: _, sha256: stated, ...one } = line;
  if (hashCaseLine(one) !== stated) throw refused(file, number, `${one.id} was edited: its hash is another`);
  // zod has left the case as it was parsed.
  const instance: Json = one.case;
  if (caseId(instance) !== one.case_id || benchmarkCaseId(one) !== one.id)
    throw refused(
      file,
      number,
      `${one.id} is not the name of the case ${canonicalText(instance).slice(0, 60)}`,
    );
  return one;
}

function requireTasks({ tasks, cases }: Pick<Benchmark, "tasks" | "cases">, file: string): void {
  const known = new Map(tasks.map((task) => [`${task.bootcamp}@${task.version}`, task]));
  for (const [index, { bootcamp, version, domain, level }] of cases.entries()) {
    const task = known.get(`${bootcamp}@${version}`);
    if (task?.domain !== domain || !task.levels.includes(level))
      throw refused(
        file,
        index + FIRST_CASE_LINE,
        `is of ${domain}/${bootcamp}@${version}, level ${level}, which line 1 does not name`,
      );
  }
}

const refused = (file: string, line: number | null, problem: string): CommandError =>
  new CommandError(EXIT.usage, `${file}${line === null ? "" : `:${line}`}: ${problem}`);
