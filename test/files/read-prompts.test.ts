import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/core/draft/hash.ts";
import { PROMPT_FILES, type PromptFile, slotsOf } from "../../src/core/calls/prompts.ts";
import { parsePrompt, readPromptVersions } from "../../src/files/read-prompts.ts";
import { ROOT } from "../project.ts";

const textOf = (file: PromptFile): string => readFileSync(join(ROOT, "prompts", `${file}.md`), "utf8");

describe("a file of texts for models", () => {
  test.each(PROMPT_FILES)("%s is refused with a slot too many or too few", (file) => {
    const text = textOf(file);
    expect(() => parsePrompt(`${text.trimEnd()} {{nobody_knows}}\n`, file)).toThrow(
      `prompts/${file}.md: ✖ unknown slot {{nobody_knows}}`,
    );
    for (const slot of slotsOf(text)) {
      expect(() => parsePrompt(text.replaceAll(`{{${slot}}}`, "(nothing)"), file)).toThrow(
        `the slot {{${slot}}} is missing`,
      );
      expect(() => parsePrompt(text.replaceAll(`{{${slot}}}`, `{{ ${slot}}}`), file)).toThrow("not a slot");
    }
  });

  test.each(PROMPT_FILES)(
    "%s is refused with a section too many, too few or twice, or without its version",
    (file) => {
      const text = textOf(file);
      const [head = "", ...sections] = text.split(/^(?=## [A-Za-z][A-Za-z ]*$)/m);
      const put = (...parts: readonly string[]): string => head + parts.join("");
      for (const index of sections.keys())
        expect(() => parsePrompt(put(...sections.toSpliced(index, 1)), file)).toThrow("Invalid input");
      expect(() => parsePrompt(put(...sections, "## Of no use\n\nWords.\n"), file)).toThrow("ofNoUse");
      expect(() => parsePrompt(put(...sections, sections[0] ?? ""), file)).toThrow("two sections");
      expect(() => parsePrompt(put("Words.\n", ...sections), file)).toThrow("before its first section");
      expect(() => parsePrompt(text.replace(/^version: .*$/m, ""), file)).toThrow("head");
    },
  );
});

/** What each version says. A certificate names the version, so what it says must not change. */
const SAID: Readonly<Record<PromptFile, string>> = {
  author: "26 cc88c4b6a2c6",
  judge: "3 9622c66190de",
  pieces: "1 7ff641e83e02",
  solver: "21 a53f16aacca1",
  adversary: "23 3a08edad93c1",
  translator: "7 d01edda1e916",
  arbiter: "2 b7ab90baa9bb",
  appraiser: "4 ecc24d5f842d",
  verifier: "2 d7b253ae1146",
  critic: "17 5095f0f23d25",
  proposer: "2 78e9dca82522",
  checker: "2 39949a168e04",
  quoting: "1 7675a17bb0bd",
  refine: "6 a710dde8811e",
  "class-feedback": "34 d54e0d199587",
  "program-feedback": "4 2efa24ce84e8",
};

test("a text that has changed has another version", () => {
  const versions = readPromptVersions();
  const said = PROMPT_FILES.map((file) => {
    const body = textOf(file).replace(/^---\n[\s\S]*?\n---\n/, "");
    return [file, `${versions[file]} ${sha256(body).slice(0, 12)}`];
  });
  expect(Object.fromEntries(said), "raise the version of what has changed, and put it in here").toEqual(SAID);
});
