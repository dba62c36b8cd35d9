import { z } from "zod";
import type { Json } from "../../bootcamp/index.ts";
import { canonicalText } from "../../bootcamp/index.ts";
import { sha256 } from "../../core/draft/hash.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal");
const json = z.custom<Json>((value) => value !== undefined, "expected a case, as JSON");

/** What a benchmark says of a bootcamp. */
export const benchmarkTaskSchema = z.strictObject({
  bootcamp: z.string(),
  version: z.int().min(1),
  domain: z.string(),
  title: z.string(),
  /** Those that cases are drawn from, counted from 0, the easiest. */
  levels: z.array(z.int().min(0)),
  /** What the class does, by its behaviour hash: with another, the same answers may have other scores. */
  behaviour: hash,
});

/** A bootcamp of a benchmark. */
export type BenchmarkTask = Readonly<z.infer<typeof benchmarkTaskSchema>>;

const caseSchema = z.strictObject({
  line: z.literal("case"),
  /** Names the case within the benchmark: `futoshiki@1/0/3fa9c2…`. */
  id: z.string(),
  bootcamp: z.string(),
  version: z.int().min(1),
  domain: z.string(),
  level: z.int().min(0),
  case_id: hash,
  prompt: z.string(),
  case: json,
});

/** The layout of a frozen benchmark: another layout is another version. */
export const BENCHMARK_LAYOUT = "campforge.benchmark/1";

/** A line of a frozen benchmark: what it is about first, then every case, and the hash of all before it last. */
export const benchmarkLineSchema = z.discriminatedUnion("line", [
  z.strictObject({
    line: z.literal("benchmark"),
    layout: z.literal(BENCHMARK_LAYOUT),
    seed: z.int().min(0),
    cases: z.int().min(1),
    tasks: z.array(benchmarkTaskSchema).min(1),
  }),
  caseSchema.extend({ sha256: hash }),
  z.strictObject({ line: z.literal("end"), sha256: hash }),
]);

/** A case of a benchmark, with all that asking and scoring it takes. */
export type BenchmarkCase = Readonly<Omit<z.infer<typeof caseSchema>, "line">>;

/** Cases with which candidates are compared: the same for everybody who has the same hash. */
export type Benchmark = {
  /** The SHA-256 of its lines but for the last. */
  readonly hash: string;
  readonly seed: number;
  readonly tasks: readonly BenchmarkTask[];
  readonly cases: readonly BenchmarkCase[];
};

/** Digits of a case's hash that its name has. */
const ID_DIGITS = 16;

/** The name of a case within its benchmark. */
export const benchmarkCaseId = (one: Omit<BenchmarkCase, "id" | "prompt" | "case">): string =>
  `${one.bootcamp}@${one.version}/${one.level}/${one.case_id.slice(0, ID_DIGITS)}`;

/** The hash of the line of a case: an edited line does not agree with its own. */
export const hashCaseLine = (one: BenchmarkCase): string => sha256(canonicalText(one));

/** A benchmark's lines but for the last, each ended by a line feed. */
export function benchmarkLines({ seed, tasks, cases }: Omit<Benchmark, "hash">): string {
  const head = { line: "benchmark", layout: BENCHMARK_LAYOUT, seed, cases: cases.length, tasks };
  const lines = [head, ...cases.map((one) => ({ line: "case", ...one, sha256: hashCaseLine(one) }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** A benchmark with its hash. */
export function makeBenchmark(parts: Omit<Benchmark, "hash">): Benchmark {
  return { ...parts, hash: sha256(benchmarkLines(parts)) };
}

/** A benchmark as a file holds it. */
export function frozenText(benchmark: Benchmark): string {
  return `${benchmarkLines(benchmark)}${JSON.stringify({ line: "end", sha256: benchmark.hash })}\n`;
}
