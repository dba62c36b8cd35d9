import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Workshop, JOB_LIMITS, openWorkshop, compiledProgram } from "../../src/workshop/workshop.ts";
import type { Compile, Program } from "../../src/core/draft/compile-report.ts";
import { CASE_RANGES } from "../../src/core/judging/case-ranges.ts";
import { FRESH_CASES } from "../../src/evolution/oracle/fresh-cases.ts";
import type { OracleStory, Script } from "./read-scripts.ts";

/** What the scripted author of blind programs, the scripted adversary and the scripted third look say. */
export type OraclePlan = {
  /** The first prompt that a solver's author is shown → the reply. */
  readonly solvers: ReadonlyMap<string, string>;
  /** The same for the author of a guesser. */
  readonly adversaries: ReadonlyMap<string, string>;
  /** A case's prompt → the right response to it, and the story that the third look tells. */
  readonly cases: ReadonlyMap<string, { readonly right: string; readonly story: OracleStory }>;
};

const SOLVERS = join(import.meta.dirname, "..", "solvers");
const ADVERSARIES = join(import.meta.dirname, "..", "adversaries");
const UNABLE = `export function solve(prompt: string): string {
  return prompt === "" ? "nothing to solve" : "";
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  return prompt === response ? "wrong" : "unsure";
}
`;
const NO_SHORTCUT = "I see no way to be paid that is cheaper than the task itself.";

/** Prepares both for every round of a script that the second oracle is asked about. */
export async function composeOracle(scripts: readonly Script[], seed: number): Promise<OraclePlan> {
  const workshop = openWorkshop();
  const solvers = new Map<string, string>();
  const adversaries = new Map<string, string>();
  const cases = new Map<string, { readonly right: string; readonly story: OracleStory }>();
  const compileSolver: Compile = (source) => workshop.compiler.compileBlind(source, "verifier");
  try {
    for (const script of scripts) {
      const file = join(SOLVERS, `${script.task}.ts`);
      const known = existsSync(file) ? readFileSync(file, "utf8") : UNABLE;
      for (const round of new Set([...script.judge.keys(), ...script.oracle.keys()])) {
        const story = script.oracle.get(round) ?? CONFIRMING;
        const source = story.ruling === "cannot solve" ? UNABLE : known;
        const draft = await compiledProgram(workshop.compiler.compile, sourceOf(script, round), script.task);
        const solver = await compiledProgram(compileSolver, source, script.task);
        const drawn = await drawAll(workshop, draft, {
          seed,
          start: CASE_RANGES.shown.start,
          count: 1,
          levels: 1,
        });
        const reply = `I worked the rules out from the prompts.\n\n\`\`\`ts\n${source.trimEnd()}\n\`\`\``;
        for (const prompt of drawn) {
          solvers.set(prompt, reply);
          adversaries.set(prompt, adversaryOf(script.task));
        }
        const levels = script.judge.get(round)?.length ?? story.levels;
        const count = Math.ceil(FRESH_CASES / levels);
        const prompts = await drawAll(workshop, draft, {
          seed,
          start: CASE_RANGES.fresh.start,
          count,
          levels,
        });
        const solved = await workshop.sandbox.call(
          solver,
          { of: "solve", arguments: prompts.map((prompt) => [prompt]) },
          DEFAULT_TIMING,
        );
        if (solved.status !== "completed") throw new Error(`${script.task}: its solver ${solved.status}`);
        prompts.forEach((prompt, index) => cases.set(prompt, { right: solved.value[index] ?? "", story }));
      }
    }
  } finally {
    workshop.close();
  }
  return { solvers, adversaries, cases };
}

/** The program of a task's adversary behind the sentence that states its trick, its first line. */
function adversaryOf(task: string): string {
  const file = join(ADVERSARIES, `${task}.ts`);
  if (!existsSync(file)) return NO_SHORTCUT;
  const [first = "", ...program] = readFileSync(file, "utf8").trimEnd().split("\n");
  return `${first.replace("// ", "")}\n\n\`\`\`ts\n${program.join("\n")}\n\`\`\``;
}

const DEFAULT_TIMING = { ...JOB_LIMITS, timeoutMs: 60_000 };
const CONFIRMING: OracleStory = { ruling: "confirms", why: "", levels: 3 };

function sourceOf(script: Script, round: number): string {
  const source = script.replies.findLast((reply) => reply.round === round)?.source;
  if (source === null || source === undefined) throw new Error(`${script.task}: round ${round} has no class`);
  return source;
}

async function drawAll(
  workshop: Workshop,
  draft: Program,
  range: { readonly seed: number; readonly start: number; readonly count: number; readonly levels: number },
): Promise<readonly string[]> {
  const { seed, start, count, levels } = range;
  const prompts: string[] = [];
  for (let level = 0; level < levels; level++) {
    const drawn = await workshop.sandbox.draw(draft, { level, seed, start, count }, DEFAULT_TIMING);
    if (drawn.status !== "completed") throw new Error(`drawing level ${level} ${drawn.status}`);
    prompts.push(...drawn.value.flatMap((one) => (one.status === "drawn" ? [one.prompt] : [])));
  }
  return prompts;
}

/** The first prompt that a request to the author of a blind program shows; undefined in other requests. */
export function shownPrompt(text: string): string | undefined {
  const [, after] = text.split("--- prompt 1 ---\n");
  return after?.split("\n\n--- prompt 2 ---\n")[0];
}

/** The third look's reply; undefined when the request shows no case of a script. */
export function arbiterReply(text: string, plan: OraclePlan): string | undefined {
  const [prompt, a, b] = fenced(text);
  const known = prompt === undefined ? undefined : plan.cases.get(prompt);
  if (known === undefined || a === undefined || b === undefined) return undefined;
  const { right, story } = known;
  const letter =
    story.ruling === "ambiguous prompt"
      ? "unclear"
      : right.includes(a) && !(right.includes(b) && b.length > a.length)
        ? "A"
        : "B";
  const ruling = JSON.stringify({ right: letter, why: story.why || "Worked through step by step." });
  return `I go through the rules one by one.\n\n\`\`\`json\n${ruling}\n\`\`\``;
}

function fenced(text: string): readonly string[] {
  const fence = /^=== data \w+ ===$/m.exec(text)?.[0];
  if (fence === undefined) return [];
  return text
    .split(`${fence}\n`)
    .flatMap((part, index) => (index % 2 === 1 ? [part.replace(/\n$/, "")] : []));
}
