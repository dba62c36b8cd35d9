import { expect, test } from "vitest";
import { cutToolkit, SOLVERS_HELPERS } from "../../src/agents/cut-toolkit.ts";
import { readToolkitSources } from "../../src/compile/toolkit-sources.ts";
import { createWarmProject } from "../../src/compile/check-types.ts";
import { documentToolkit } from "../../src/compile/document-toolkit.ts";

test("a translator reads of a dozen helpers, each whole, and of nothing that bootcamps alone need", () => {
  const { toolkit } = createWarmProject(readToolkitSources());
  const whole = documentToolkit(toolkit()).markdown;
  const cut = cutToolkit(whole, SOLVERS_HELPERS);
  for (const name of SOLVERS_HELPERS) expect(cut).toMatch(new RegExp(`^(?:function|class) ${name}\\b`, "m"));
  expect(cut).toMatch(/^```ts\n[\s\S]*\n```$/);
  expect(cut).not.toMatch(/answerFormat|Parser<|fencedBlock/);
  expect(cut.length).toBeLessThan(whole.length / 4);
});
