/** The programs that the bench has the oracle's author write, and the truth that tells right ones from wrong. */
import { Rng } from "../../src/bootcamp/index.ts";
import { JOB_LIMITS, type Workshop } from "../../src/workshop/workshop.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { DrawnCase, Execution } from "../../src/core/draft/execution.ts";
import { CASE_RANGES } from "../../src/core/judging/case-ranges.ts";
import { FRESH_CASES } from "../../src/evolution/oracle/fresh-cases.ts";
import { mutateAnswer } from "../../src/unittests/answers/mutate-answer.ts";

/** How able the oracle's author is at solvers. */
export const SOLVERS = ["right", "wrong on a tenth", "cannot"] as const;
/** How able it is at verifiers: a lazy one pays everything, or nothing, or compares with what it solved. */
export const VERIFIERS = [
  "right",
  "wrong on a tenth",
  "pays everything",
  "pays nothing",
  "compares texts",
  "cannot",
] as const;
export type Ability = {
  readonly solver: (typeof SOLVERS)[number];
  readonly verifier: (typeof VERIFIERS)[number];
};

/** A text of the source, with every character that cannot be seen as an escape. */
const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\u0027")}'`.replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const SOLVES: Readonly<Record<Ability["solver"], string>> = {
  right: "solveRightly(prompt)",
  "wrong on a tenth": "WRONG.get(prompt) ?? solveRightly(prompt)",
  cannot: "prompt.slice(0, 0)",
};

const CHECKS: Readonly<Record<Ability["verifier"], string>> = {
  right: "verdict",
  "wrong on a tenth":
    "Keys.from(prompt + response).integer(0, 9) > 0 ? verdict : verdict === 'right' ? 'wrong' : 'right'",
  "pays everything": "'right'",
  "pays nothing": "'wrong'",
  "compares texts": "response.trim() === solveRightly(prompt).trim() ? 'right' : 'wrong'",
  cannot: "'unsure'",
};

/**
 * Solver and verifier of a module as an author of some ability would have written them: a faulty solver gives
 * `wrong` responses, a faulty verifier says the opposite of every tenth answer.
 */
export function withAbility(
  programs: string,
  { solver, verifier, wrong }: Ability & { readonly wrong: ReadonlyMap<string, string> },
): string {
  const mistakes = solver === "wrong on a tenth" ? [...wrong] : [];
  const rightly = programs
    .replace(/\bsolve\(/g, "solveRightly(")
    .replace(/\bcheck\(/g, "checkRightly(")
    .replace(/export function (?=solveRightly|checkRightly)/g, "function ");
  return `import { Rng as Keys } from "campforge/bootcamp";
${rightly}
const WRONG: ReadonlyMap<string, string> = new Map<string, string>([${mistakes.map(([prompt, response]) => `[${quote(prompt)}, ${quote(response)}]`).join(", ")}]);
export function solve(prompt: string): string {
  return ${SOLVES[solver]};
}
export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const verdict = checkRightly(prompt, response);
  if (verdict === "unsure" && ${verifier !== "compares texts"}) return verdict;
  return ${CHECKS[verifier]};
}
`;
}

/**
 * A solver and a verifier that know the class with the right truth and its cases, as a table: what is measured is
 * what the oracle makes of an able author, not how able one is.
 */
export function playPrograms(source: string, { cases }: Truth): string {
  const name = /export default class (\w+)/.exec(source)?.[1] ?? "";
  const texts = [...cases].map(([, { instance }]) => JSON.stringify(instance));
  // Longer ones first: a shorter one may be a part of them.
  const names = [...new Set(texts.flatMap((text) => text.match(/[{},[\]]*"[^"\\~]{2,}":?/g) ?? []))].toSorted(
    (one, other) => other.length - one.length,
  );
  const table = [...cases.keys()].map(
    (prompt, index) =>
      `[${keyOf(prompt)}, ${quote(names.reduce((text, one, at) => text.replaceAll(one, `~${at}^`), texts[index] ?? ""))}]`,
  );
  // Its own functions of these names would stand in the way of the exported ones.
  const ofClass = source
    .replace(/\b(solve|check|lookUp)\b(?=\()/g, "$1OfClass")
    .replace("export default class", "class")
    .replace("import {", "import { Rng as Draws,");
  return `${ofClass}
// A source has at most 200,000 characters: what stands in each case is written once.
const WRITTEN_ONCE: readonly string[] = [${names.map(quote).join(", ")}];
const CASES: ReadonlyMap<number, string> = new Map<number, string>([${table.join(", ")}]);
function lookUp(prompt: string): string | undefined {
  const known = CASES.get(Draws.from(prompt).integer(0, ${MOST_KEY}));
  return known === undefined ? undefined : WRITTEN_ONCE.reduce((text, one, at) => text.replaceAll("~" + at + "^", one), known);
}
export function solve(prompt: string): string {
  const known = lookUp(prompt);
  return known === undefined ? "" : new ${name}().referenceAnswer(JSON.parse(known));
}
export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const known = lookUp(prompt);
  if (known === undefined) return "unsure";
  const score = new ${name}().verifyScore(response, JSON.parse(known));
  return score.status === "scored" && score.score === 1 ? "right" : "wrong";
}
`;
}

const MOST_KEY = 2 ** 31;
const keyOf = (prompt: string): number => Rng.from(prompt).integer(0, MOST_KEY);

/** The class whose truth is right, and the cases of the class that is examined by their prompts. */
export type Truth = { readonly program: Program; readonly cases: ReadonlyMap<string, DrawnCase> };

/**
 * Knows the cases that the oracle will draw of a class, which may draw others than the one with the right
 * truth does. Their rules are the same, so that its verifier decides on them.
 */
export async function knowTruth(
  program: Program,
  { examined, levels }: { readonly examined: Program; readonly levels: number },
  { sandbox }: Workshop,
): Promise<Truth> {
  const cases = new Map<string, DrawnCase>();
  const count = Math.ceil(FRESH_CASES / levels);
  for (let level = 0; level < levels; level++) {
    const drawn = await sandbox.draw(
      examined,
      { level, seed: 0, start: CASE_RANGES.fresh.start, count },
      JOB_LIMITS,
    );
    if (drawn.status !== "completed") throw new Error(`a good class drew no cases: ${drawn.status}`);
    for (const one of drawn.value) if (one.status === "drawn") cases.set(one.prompt, one);
  }
  return { program, cases };
}

/**
 * A wrong response to every tenth prompt. Wrong is what the class with the right truth scores 0: of many
 * tasks an answer that differs from the reference may be right as well.
 */
export async function mistake(
  { program, cases }: Truth,
  { sandbox }: Workshop,
): Promise<ReadonlyMap<string, string>> {
  const all = [...cases.values()];
  const references = all.map(({ reference }) => reference);
  const answers = valueOf(await sandbox.extract(program, references, JOB_LIMITS));
  const wrong = new Map<string, string>();
  for (let index = 0; index < all.length; index += 10) {
    const drawn = all[index];
    if (drawn === undefined) break;
    const others = [1, 2, 3, 5].map((step) => answers[(index + step) % all.length]?.text ?? "");
    const texts = [...mutateAnswer(answers[index]?.text ?? ""), ...others];
    const responses = valueOf(await sandbox.wrap(program, texts, JOB_LIMITS));
    const attempts = responses.map((response) => ({ instance: drawn.instance, response }));
    const scores = valueOf(await sandbox.verify(program, attempts, JOB_LIMITS));
    const found = responses.find((_, at) => {
      const score = scores[at];
      return score?.status === "scored" && score.score === 0;
    });
    if (found === undefined) throw new Error(`no wrong answer is known to: ${drawn.prompt}`);
    wrong.set(drawn.prompt, found);
  }
  return wrong;
}

function valueOf<Value>(execution: Execution<Value>): Value {
  if (execution.status === "completed") return execution.value;
  throw new Error(`a job of a good class ended as ${execution.status}`);
}
