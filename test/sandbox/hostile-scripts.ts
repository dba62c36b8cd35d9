import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { ts } from "ts-morph";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { DrawOutcome, Execution } from "../../src/core/draft/execution.ts";
import { aProgram, aScript } from "./a-program.ts";

/** How a script may end, in the words of the scripts' first lines. */
const ENDINGS = ["timeout", "memory", "error", "ok"] as const;
export type Ending = (typeof ENDINGS)[number];

/** A script that a sandbox must survive, as a program, and the endings that are right for it. */
export type HostileScript = {
  readonly file: string;
  readonly program: Program;
  readonly endings: readonly Ending[];
};

const FOLDER = join(import.meta.dirname, "hostile");

/** Reads the scripts whose names begin with one of the kinds, in the order of their names. */
export function readHostileScripts(kinds: readonly string[]): readonly HostileScript[] {
  return readdirSync(FOLDER)
    .filter((file) => kinds.includes(file.split("-")[0] ?? ""))
    .sort()
    .map((file) => {
      const script = readFileSync(join(FOLDER, file), "utf8");
      return { file, program: placeScript(script), endings: endingsOf(file, script) };
    });
}

/** What the first line expects. Which of time and memory comes to its end first depends on the machine. */
function endingsOf(file: string, script: string): readonly Ending[] {
  const words = (/^\/\/ tries: .* \| expect: (\S+)\n/.exec(script)?.[1] ?? "").split("|");
  const named = ENDINGS.filter((ending) => words.includes(ending));
  if (named.length !== words.length) throw new Error(`${file}: its first line names no endings`);
  const isLimit = named.includes("timeout") || named.includes("memory");
  return isLimit ? ENDINGS.filter((ending) => named.includes(ending) || /^[tm]/.test(ending)) : named;
}

/** The script as the body of a method that returns what its last expression gives; else as a whole program. */
function placeScript(script: string): Program {
  const file = ts.createSourceFile("hostile.js", script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const last = file.statements.at(-1);
  const body =
    last !== undefined && ts.isExpressionStatement(last)
      ? `${script.slice(0, last.getStart(file))}return (${script.slice(last.getStart(file), last.expression.getEnd())});`
      : script;
  const program = aProgram(`caseGenerator() {\n${body}\n}`);
  return parses(program.code) ? program : aScript(script);
}

function parses(code: string): boolean {
  try {
    return new Script(code) instanceof Script; // parsed here, and run nowhere
  } catch {
    return false;
  }
}

/** How a draw of one case ended. */
export function endingOf(outcome: Execution<readonly DrawOutcome[]>): Ending {
  switch (outcome.status) {
    case "completed":
      return outcome.value.every(({ status }) => status === "drawn") ? "ok" : "error";
    case "timed-out":
      return "timeout";
    case "out-of-memory":
      return "memory";
    case "threw":
    case "refused":
    case "crashed":
      return "error";
  }
}
