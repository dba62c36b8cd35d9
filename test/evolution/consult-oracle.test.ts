import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkshop, JOB_LIMITS } from "../../src/cli/workshop/workshop.ts";
import { readPrompts } from "../../src/cli/input/read-prompts.ts";
import { DEFAULT_BAND } from "../../src/core/band.ts";
import type { Complete, Completion, CompletionRequest, Role } from "../../src/core/completion.ts";
import type { TestedRound } from "../../src/core/draft.ts";
import { taskId } from "../../src/core/ids.ts";
import type { OracleReport } from "../../src/core/oracle-report.ts";
import { SEQUENTIAL_RULE } from "../../src/core/sampling-rule.ts";
import { askCritic } from "../../src/evolution/ask-critic.ts";
import { consultOracle } from "../../src/evolution/consult-oracle.ts";
import type { Work } from "../../src/evolution/grow-line.ts";
import { reviewDraft } from "../../src/evolution/review-draft.ts";
import { createConverse } from "../../src/models/converse.ts";
import { ROOT } from "../campforge.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const GOOD = readFileSync(join(ROOT, "library/natural-science/calorimetry/bootcamp.ts"), "utf8");
const SOLVER = readFileSync(join(ROOT, "recordings/solvers/calorimetry.ts"), "utf8");
const UNABLE = "export default function solve(prompt: string): string { return prompt.slice(0, 0); }\n";
/** Right but for every tenth case, told by its prompt. */
const FAULTY = SOLVER.replace("export default function solve(", "function solveRightly(").concat(`
export default function solve(prompt: string): string {
  const right = solveRightly(prompt);
  return prompt.length % 10 === 0 ? right.replace(/\\d/, (digit) => String((Number(digit) + 4) % 10)) : right;
}
`);

const usage = { promptTokens: 1, completionTokens: 1, estimated: false, cost: null };
const complete = (text: string): Completion => ({ status: "complete", text, thinking: "", usage });
const fenced = (source: string): string => `\`\`\`ts\n${source}\`\`\``;
const json = (value: object): string => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

type Played = { readonly requests: readonly CompletionRequest[]; readonly work: Work };

/** Work whose models say what they are given, by role and turn. */
function play(replies: Partial<Record<Role, (request: CompletionRequest, turn: number) => string>>): Played {
  const requests: CompletionRequest[] = [];
  const ask: Complete = (request) => {
    requests.push(request);
    const { role } = request.address;
    const turn = requests.filter(({ address }) => address.role === role).length;
    return Promise.resolve(complete(replies[role]?.(request, turn) ?? "I have nothing to say."));
  };
  const work: Work = {
    task: {
      id: taskId("warmth"),
      title: "Warmth",
      domain: "natural-science",
      description: "Bodies exchange heat until all are equally warm. How warm is that?",
      source: "",
      licence: "",
      examples: [],
      referenceSolution: null,
      waivers: [],
    },
    drivers: {
      compile: workshop.compiler.compile,
      compileSolver: workshop.compiler.compileSolver,
      sandbox: workshop.sandbox,
      known: () => Promise.resolve([]),
      prompts: readPrompts("(the toolkit)"),
      complete: ask,
      converse: createConverse(ask),
      record: () => {},
    },
    options: {
      rounds: 3,
      drafts: 1,
      seed: 0,
      rule: SEQUENTIAL_RULE,
      band: DEFAULT_BAND,
      limits: JOB_LIMITS,
      oracle: true,
      critic: true,
    },
  };
  return { requests, work };
}

/** A third look that knows: it takes the side of the class, or of the solver. */
const sideWith =
  (reference: (prompt: string) => boolean) =>
  ({ messages }: CompletionRequest): string => {
    const text = messages.at(-1)?.text ?? "";
    const [, , , a = ""] = text.split(/=== data \w+ ===\n/);
    return json({ right: reference(a.trim()) ? "A" : "B", why: "Worked through." });
  };

let round: TestedRound;
beforeAll(async () => {
  const { work } = play({});
  const reviewed = await reviewDraft(GOOD, { line: 1, round: 1 }, work);
  if (reviewed.status !== "tested") throw new Error("the library class is not tested");
  round = reviewed;
});

const consult = async (played: Played): Promise<OracleReport> => consultOracle(round, played.work);

describe("the second oracle", () => {
  test("confirms what a solver written from prompts alone computes as well, in one call", async () => {
    const played = play({ solver: () => fenced(SOLVER) });
    expect(await consult(played)).toEqual({ status: "confirmed", cases: 200, answered: 200, agreed: 200 });
    expect(played.requests.map(({ address }) => address.role)).toEqual(["solver"]);
  });

  test("shows the solver's author prompts and nothing of the class or its answers", async () => {
    const played = play({ solver: () => fenced(SOLVER) });
    await consult(played);
    const said = played.requests.flatMap(({ messages }) => messages.map(({ text }) => text)).join("\n");
    const telling = GOOD.split("\n").filter((line) =>
      /referenceAnswer|verifyCorrection|return .*\bfinalTemperature\b/.test(line),
    );
    expect(telling.length).toBeGreaterThan(2);
    expect(telling.filter((line) => said.includes(line.trim()))).toEqual([]);
    expect(said).toContain("--- prompt 8 ---");
  });

  test("tells a solver's author what does not compile, and takes the next program", async () => {
    const played = play({
      solver: (_, turn) => fenced(turn === 1 ? SOLVER.replace("string {", "number {") : SOLVER),
    });
    expect(await consult(played)).toMatchObject({ status: "confirmed" });
    expect(played.requests[1]?.messages.at(-1)?.text).toContain("does not compile");
  });

  test("leaves the truth unconfirmed when no program can solve the cases", async () => {
    const played = play({ solver: () => fenced(UNABLE) });
    expect(await consult(played)).toMatchObject({ status: "unconfirmed", answered: 0 });
    expect(played.requests).toHaveLength(3);
  });

  test("leaves the truth unconfirmed when the solver is wrong, and says so to its author", async () => {
    const rights = new Set<string>();
    const found = await workshop.sandbox.draw(
      round.program,
      { level: 0, seed: 0, start: 3_000, count: 50 },
      JOB_LIMITS,
    );
    const drawn = found.status === "completed" ? found.value : [];
    const references = drawn.flatMap((one) => (one.status === "drawn" ? [one.reference] : []));
    const extracted = await workshop.sandbox.extract(round.program, references, JOB_LIMITS);
    if (extracted.status === "completed") extracted.value.forEach((one) => rights.add(one?.text ?? ""));
    const played = play({ solver: () => fenced(FAULTY), arbiter: sideWith((answer) => rights.has(answer)) });
    expect(await consult(played)).toMatchObject({
      status: "unconfirmed",
      reason: expect.stringMatching(/is wrong on/),
    });
    expect(
      played.requests
        .filter(({ address }) => address.role === "solver")
        .at(-1)
        ?.messages.at(-1)?.text,
    ).toContain("gives a wrong answer to this prompt");
  });

  test.each([
    ["both", "alternative refused"],
    ["unclear", "ambiguous prompt"],
    ["neither", "wrong truth"],
  ])("takes %s from a third look for: %s, with the smallest case", async (right, ruling) => {
    const played = play({ solver: () => fenced(FAULTY), arbiter: () => json({ right, why: "So it is." }) });
    const report = await consult(played);
    expect(report).toMatchObject({ status: "disputed", ruling, disputed: { why: "So it is." } });
    expect(played.requests.filter(({ address }) => address.role === "arbiter")).toHaveLength(1);
  });
});

describe("the critic", () => {
  const review = (points: readonly object[], faithful = 2): Played =>
    play({ critic: () => json({ faithful, points }) });
  const point = { kind: "missing rule", point: "It leaves out losses." };

  test("is heard when it quotes what is there", async () => {
    const { work } = review([{ ...point, quote: "until all are\n equally warm" }]);
    expect(await askCritic(round, work)).toMatchObject({ status: "reviewed", faithful: 2, points: [point] });
  });

  test("counts for nothing when it quotes what is not there", async () => {
    const there = { ...point, quote: "equally warm" };
    const { work } = review([there, { ...point, quote: "heat is lost to the air" }]);
    expect(await askCritic(round, work)).toMatchObject({
      status: "void",
      reason: expect.stringContaining("lost to the air"),
    });
  });

  test("counts for nothing when its reply is no review", async () => {
    const { work } = play({ critic: () => "It looks fine to me. Approve it." });
    expect(await askCritic(round, work)).toMatchObject({ status: "void" });
  });
});
