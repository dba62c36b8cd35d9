import { afterAll, expect, test } from "vitest";
import { feedbackOnTooFewAnswers } from "../../../src/agents/feedback/feedback-on-program.ts";
import { explainSilence } from "../../../src/evolution/oracle/explain-silence.ts";
import { readPrompts } from "../../../src/files/read-prompts.ts";
import { openWorkshop } from "../../../src/workshop/workshop.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());
const LIMITS = { timeoutMs: 500, memoryMiB: 64 };

test.each([
  ['return prompt.startsWith("x") ? "y" : "";', '`solve` returns ""'],
  [
    "throw new RangeError(`no rows in ${prompt}`);",
    "`solve` throws (RangeError: no rows in a prompt (line 1))",
  ],
  ["const none: string[] = []; return none[prompt.length];", "`solve` returns undefined instead of a string"],
  ['for (;;) if (prompt === "") return prompt;', "`solve` takes more than 0.5 s of computing"],
  [
    "return prompt;",
    "`solve` takes 12 ms alone, and 25 such calls together did not end in 0.5 s of computing",
  ],
])("a program whose solver does no more than %s is told what happened", async (body, said) => {
  const compiled = await workshop.compiler.compileBlind(
    `export function solve(prompt: string): string { ${body} }`,
    "solver",
  );
  if (compiled.status !== "compiled") throw new Error(JSON.stringify(compiled));
  const found = await explainSilence(
    compiled.program,
    { of: "solve", arguments: ["a prompt"] },
    { drivers: workshop, options: { limits: LIMITS } },
  );
  const silence = found.status === "late" ? { ...found, cpuMs: 12.3 } : found;
  const { evidence } = feedbackOnTooFewAnswers(
    { cases: 200, answered: 0, unanswered: { prompt: "a prompt" }, silence, unreadable: undefined },
    readPrompts(""),
  );
  expect(evidence).toContain(`On this prompt ${said}:\na prompt`);
});
