import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInProcessCompiler } from "../src/compile/compile-source.ts";
import type { Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";

const ROOT = resolve(import.meta.dirname, "..");
const EXAMPLES = [
  "graphical-puzzles/futoshiki",
  "logical-reasoning/map-colouring",
  "natural-science/calorimetry",
];
const SIZES = { full: { candidates: 60, tscRuns: 5 }, smoke: { candidates: 3, tscRuns: 1 } } as const;

/** CPU of one type check in a warm project, against the tsc command on the same files. */
export function benchCompile(scale: Scale): readonly Row[] {
  const { candidates, tscRuns } = SIZES[scale];
  const files = EXAMPLES.map((name) => join(ROOT, "library", name, "bootcamp.ts"));
  const sources = files.map((file) => readFileSync(file, "utf8"));
  const compiler = createInProcessCompiler();
  for (const source of sources) compiler.compile(source);

  const before = process.cpuUsage();
  for (let index = 0; index < candidates; index++) {
    // A changed constant makes each candidate a text that was never seen.
    const source = `${sources[index % sources.length] ?? ""}\nconst CANDIDATE = ${index};\n`;
    const report = compiler.compile(source);
    if (report.status !== "compiled")
      throw new Error(`a library class does not compile: ${report.diagnostics[0]?.message}`);
  }
  const used = process.cpuUsage(before);
  const warm = (used.user + used.system) / 1000 / candidates;
  const cold = tscCpuMs(
    files,
    `"${process.execPath}" "${join(ROOT, "node_modules/typescript-6/bin/tsc")}"`,
    tscRuns,
  );
  const native = tscCpuMs(
    files,
    `"${process.execPath}" "${join(ROOT, "node_modules/typescript/bin/tsc")}"`,
    tscRuns,
  );
  return [
    {
      what: "warm type check, CPU a candidate",
      value: warm,
      unit: "ms",
      aim: "at most 60 ms",
      met: warm <= 60,
    },
    { what: "tsc command of the same compiler (6.0), CPU", value: cold, unit: "ms", aim: "" },
    {
      what: "tsc command / warm type check",
      value: cold / warm,
      unit: "times",
      aim: "at least 10",
      met: cold / warm >= 10,
    },
    { what: "native tsc command (7.0), CPU", value: native, unit: "ms", aim: "" },
    { what: "native tsc command / warm type check", value: native / warm, unit: "times", aim: "" },
  ];
}

/**
 * A tsc command on one file a run, as a pipeline without a warm project would call it: that of the
 * TypeScript 6 which ts-morph contains, or the native one of TypeScript 7.
 */
function tscCpuMs(files: readonly string[], command: string, runs: number): number {
  const folder = mkdtempSync(join(tmpdir(), "campforge-tsc-"));
  const paths = { "campforge/bootcamp": [join(ROOT, "src/bootcamp/index.ts")] };
  const options = {
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
    target: "es2023",
    module: "esnext",
  };
  let total = 0;
  for (let run = 0; run < runs; run++) {
    const compilerOptions = {
      ...options,
      moduleResolution: "bundler",
      allowImportingTsExtensions: true,
      paths,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: [files[run % files.length]] }),
    );
    const { stdout, status } = spawnSync("sh", ["-c", `${command} -p "${folder}" && times`], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`tsc refuses a library class: ${stdout}`);
    total += childrenCpuMs(stdout);
  }
  rmSync(folder, { recursive: true });
  return total / runs;
}

/** The second line of the shell's `times`: user and system time of its children, as 0m0.20s 0m0.09s. */
function childrenCpuMs(said: string): number {
  const line = said.trim().split("\n").at(-1) ?? "";
  const times = [...line.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  if (times.length !== 2) throw new Error(`the shell's times are not as expected: ${line}`);
  return times.reduce((sum, seconds) => sum + seconds, 0) * 1000;
}
