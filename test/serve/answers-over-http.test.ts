import { expect, test } from "vitest";
import { scoreListSchema } from "../../src/core/training/score-api.ts";
import { REWARD_SERVER } from "../../src/core/training/reward-server.ts";
import { ENTRIES } from "../bootcamp/answer-entries.ts";
import { aLibrary } from "./a-library.ts";
import { aServer, post } from "./a-server.ts";

/** The five tasks of the corpus as classes of a library. A static memory sends the second of each the careful way. */
const TASKS = {
  NUM: ["finalLine, integer", "finalLine(integer())", "number", "answer === 42"],
  MCQ: ["choiceOf, wholeReply", 'wholeReply(choiceOf(["A", "B", "C", "D"]))', "string", 'answer === "C"'],
  JSON: [
    "fencedBlock, jsonGrid",
    'fencedBlock(jsonGrid({ rows: 2, columns: 2 }), "json")',
    "readonly (readonly unknown[])[]",
    'JSON.stringify(answer) === "[[1,0],[0,1]]"',
  ],
  G24: [
    "expression, type Expression, Rational, wholeReply",
    "wholeReply(expression())",
    "Expression",
    'answer.value.equals(Rational.of(24)) && answer.numbers.toSorted((a, b) => a - b).join() === "4,7,8,8"',
  ],
  TXT: ["text, wholeReply", "wholeReply(text())", "string", 'answer === "café"'],
} as const;

function aClass(
  name: string,
  [imports, format, answer, right]: readonly string[],
  isCareful: boolean,
): string {
  return `import { Bootcamp, type Card, type Rng, ${imports} } from "campforge/bootcamp";
type Case = { readonly only: true };
type Level = { readonly most: number };
${isCareful ? "const memory = new Map<string, number>();\nconst keep = (all: Map<string, number>): number => all.size;" : ""}
export default class ${name} extends Bootcamp<Case, ${answer}, Level> {
  static readonly card: Card<Level> = {
    name: "${name}", slug: "${name.toLowerCase()}", title: "One of five tasks", domain: "tests",
    description: "One of the five small tasks that the corpus of answers is about.",
    answerFormat: "as the task says",
    parameters: { most: { meaning: "nothing", min: 1, max: 9 } },
    levels: [{ most: 1 }, { most: 2 }, { most: 3 }],
  };
  readonly answerFormat = ${format};
  caseGenerator(_rng: Rng, _level: Level): Case { return { only: true }; }
  promptFunc(_instance: Case): string { return "Answer."; }
  referenceAnswer(_instance: Case): string { return "none"; }
  verifyCorrection(answer: ${answer}, _instance: Case): number {
    ${isCareful ? "if (keep(memory) > 0) return 1;" : ""}
    return ${right} ? 1 : 0;
  }
}
`;
}

test("the whole corpus of answers has the scores over HTTP that it states, on both paths and within the usual limits", async () => {
  const names = Object.entries(TASKS).flatMap(([task, parts]) =>
    [false, true].map((isCareful) => {
      const name = `${task[0]}${task.slice(1).toLowerCase()}${isCareful ? "Careful" : "Fast"}`;
      return { name, slug: name.toLowerCase(), source: aClass(name, parts, isCareful) };
    }),
  );
  const library = aLibrary(names);
  const server = await aServer(library.path, { timeoutMs: 5_000, limits: REWARD_SERVER.limits });
  try {
    const paths = [...server.holdings().bootcamps.values()].map(({ slug, versions }) => [
      slug.replace(/^[a-z0-9]+?(?=fast|careful)/, ""),
      versions.get(1)?.path.status,
    ]);
    expect(paths).toHaveLength(10);
    for (const [wanted, path] of paths) expect(path).toBe(wanted);
    for (const path of ["fast", "careful"]) {
      const items = ENTRIES.map(({ task, answer }) => ({
        ground_truth: JSON.stringify({
          bootcamp: `${task.toLowerCase()}${path}`,
          version: 1,
          case: { only: true },
        }),
        response: answer,
      }));
      const { results } = scoreListSchema.parse((await post(server, "/v1/score", { items })).json());
      const scores = results.map((one, index) => [
        ENTRIES[index]?.id,
        one.status === "error" ? one.message : one.score,
      ]);
      expect(scores).toEqual(ENTRIES.map(({ id, expect: score }) => [id, score]));
    }
  } finally {
    await server.close();
    library.remove();
  }
});
