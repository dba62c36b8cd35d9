import fc from "fast-check";
import { expect, test } from "vitest";
import { feedbackOnRejection } from "../../../src/agents/feedback/feedback-on-rejection.ts";
import { feedbackOnDiagnostics } from "../../../src/agents/feedback/feedback-on-reply.ts";
import { wordName } from "../../../src/agents/feedback/describe-checks.ts";
import { feedbackOnChecks } from "../../../src/agents/feedback/feedback-on-checks.ts";
import { MAX_MESSAGE, refineMessage } from "../../../src/agents/feedback/refine-message.ts";
import { type Check, CHECK_NAMES, type Counterexample } from "../../../src/core/checks/unit-test-report.ts";
import { LEVEL_AIMS } from "../../../src/core/judging/level-aims.ts";
import { findUnseen } from "../../../src/core/text/visible-text.ts";
import { readPrompts } from "../../../src/files/read-prompts.ts";

/** The texts that ship, so that their own words count. */
const prompts = readPrompts("");

/** A source whose every line can be recognised. */
const SOURCE = Array.from({ length: 200 }, (_, index) => `const line${index + 1} = ${index + 1};`).join("\n");

const anyText = fc.oneof(
  fc.constantFrom("", " ", "\n"),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .tuple(fc.string({ unit: "grapheme", minLength: 1, maxLength: 5 }), fc.nat(2_000))
    .map(([text, times]) => text.repeat(times)),
);
const counterexample: fc.Arbitrary<Counterexample> = fc.record(
  {
    level: fc.nat(5),
    seed: fc.nat(),
    index: fc.nat(99),
    line: fc.nat(300),
    mutant: fc.record({ what: anyText, why: fc.constant("no attempt lies there") }),
    found: anyText,
    instance: anyText,
    prompt: anyText,
    response: anyText,
    score: anyText,
  },
  { requiredKeys: [] },
);
const checkNamed = (name: Check["name"]): fc.Arbitrary<Check> =>
  fc.oneof(
    fc.record({ name: fc.constant(name), status: fc.constantFrom("passed", "skipped"), detail: anyText }),
    fc.record({
      name: fc.constant(name),
      status: fc.constantFrom("failed", "warned"),
      detail: anyText,
      counterexamples: fc.array(counterexample, { maxLength: 3 }),
    }),
  );
const report = fc.tuple(...CHECK_NAMES.map(checkNamed)).map((checks) => ({ checks }));

test("whatever the tests found, the message is short, whole, and names each failed check before any warned one", () => {
  fc.assert(
    fc.property(report, (found) => {
      const feedback = feedbackOnChecks({ report: found, source: SOURCE }, prompts);
      const message = refineMessage(feedback, prompts);
      expect(message.length).toBeLessThanOrEqual(MAX_MESSAGE);
      expect(findUnseen(message)).toBeUndefined(); // half a pair would be found too
      const nameOf = (name: string): number => {
        const places = [
          feedback.evidence.indexOf(`- Wanted: ${name}. Found: `),
          feedback.evidence.search(new RegExp(`^Also (?:failed|warned): .*\\b${name}\\b`, "m")),
        ];
        return Math.min(...places.map((index) => (index < 0 ? Infinity : index)));
      };
      const places = (status: string): number[] =>
        found.checks
          .filter((check) => check.status === status)
          .map(({ name }) => nameOf(wordName(name, prompts)));
      expect(Math.max(-1, ...places("failed"))).toBeLessThan(Infinity);
      expect(Math.max(-1, ...places("failed"))).toBeLessThan(Math.min(Infinity, ...places("warned"), 1e9));
    }),
    { numRuns: 300 },
  );
});

test("diagnostics and disputes are short and whole too", () => {
  const diagnostic = fc.record({
    category: fc.constantFrom("type", "contract", "policy"),
    code: fc.constant("TS1"),
    message: anyText,
    line: fc.nat(),
    column: fc.nat(),
    lineText: anyText,
  });
  const disputed = fc.record({
    index: fc.nat(),
    prompt: anyText,
    reference: anyText,
    answers: fc.array(anyText, { maxLength: 4 }),
    agreed: fc.option(anyText),
  });
  fc.assert(
    fc.property(
      fc.array(diagnostic, { maxLength: 30 }),
      fc.array(disputed, { maxLength: 4 }),
      (diagnostics, cases) => {
        const dispute = { status: "verifier-wrong", cases } as const;
        const rejection = feedbackOnRejection(
          { kind: "broken", detail: "" },
          {
            judged: { levels: [], levelCount: 3, dispute },
            oracle: { status: "not-asked" },
            adversary: { status: "not-asked" },
          },
          prompts,
        );
        for (const feedback of [feedbackOnDiagnostics(diagnostics, prompts), rejection]) {
          const message = feedback === undefined ? "" : refineMessage(feedback, prompts);
          expect(message.length).toBeLessThanOrEqual(MAX_MESSAGE);
          expect(findUnseen(message)).toBeUndefined();
        }
      },
    ),
  );
});

test("of the judge's numbers an author hears how many cases it solved, and neither interval nor band", () => {
  const kinds = fc.constantFrom("too simple", "too hard");
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      kinds,
      share,
      share,
      share,
      fc.integer({ min: 1, max: 200 }),
      (kind, mean, low, high, asked) => {
        const accuracy = { mean, low, high, samples: asked };
        const level = {
          level: 0,
          decision: "above",
          accuracy,
          attempts: asked,
          truncated: 0,
          empty: 0,
        } as const;
        const judged = { levels: [level], levelCount: 3, dispute: { status: "not-asked" } } as const;
        for (const reason of [{ kind, accuracy: mean }, { kind: "levels too far apart" }] as const) {
          const found = {
            judged,
            oracle: { status: "not-asked" },
            adversary: { status: "not-asked" },
          } as const;
          const feedback = feedbackOnRejection(reason, found, prompts);
          const message = feedback === undefined ? "" : refineMessage(feedback, prompts);
          const solved = `- level 0: ${Number((mean * asked).toFixed(1))} of ${asked}\n`;
          expect(message).toContain(solved);
          // What is left are numbers of levels, and what every author is told.
          const said = message
            .replace(solved, "")
            .replace(`${LEVEL_AIMS}%`, "")
            .replace("(0 is the easiest of your class, 2 the hardest;", "")
            .replace(/[Ll]evel \d+\b/g, "");
          expect(said).not.toMatch(/\d|%|percent/);
        }
      },
    ),
  );
});

test("what blocks most is said first, with the smallest counterexample of each", () => {
  const check = (name: Check["name"], status: "failed" | "warned"): Check => ({
    name,
    status,
    detail: "why",
    counterexamples: [
      { level: 0, seed: 0, index: 1, response: `of ${name}` },
      { level: 1, response: "larger" },
    ],
  });
  const found = {
    checks: [
      check("seed matters", "failed"),
      check("reference answers score 1", "warned"),
      check("no leak", "failed"),
      check("verifier is total", "failed"),
    ],
  };
  const { evidence } = feedbackOnChecks({ report: found, source: SOURCE }, prompts);
  const named = [...evidence.matchAll(/^- Wanted: (.*?)\. Found: /gm)].map(([, name]) => name);
  expect(named).toEqual(["verifier is total", "no leak", "seed matters", "reference answers score 1"]);
  expect(evidence).not.toContain("larger");
});

test("a check that has nothing to say is named as the others are", () => {
  const silent = (name: Check["name"]): Check => ({
    name,
    status: "failed",
    detail: "",
    counterexamples: [],
  });
  const { evidence } = feedbackOnChecks(
    { report: { checks: [silent("new"), silent("texts are clean")] }, source: SOURCE },
    prompts,
  );
  expect(evidence).toBe("- Wanted: new. Found: \n\n- Wanted: texts are clean. Found: ");
});

test("every line that is spoken of is quoted, and a mutant and what was found are no responses", () => {
  const mutants = [12, 40, 7].map((line) => ({
    line,
    mutant: { what: ">= instead of >", why: "no attempt lies on this limit" },
  }));
  const checks: Check[] = [
    { name: "verifier is tested", status: "warned", detail: "few are detected", counterexamples: mutants },
    {
      name: "not simplified",
      status: "warned",
      detail: "words",
      counterexamples: [{ line: 3, found: "toy" }],
    },
  ];
  const { evidence, standing } = feedbackOnChecks({ report: { checks }, source: SOURCE }, prompts);
  for (const line of [3, 7, 12, 40])
    expect(evidence).toContain(`Line ${line} of your module: const line${line} =`);
  expect(evidence).not.toContain("response:");
  expect(standing).toBe("may stand");
});

test("what must be mended and what is to be considered stand apart", () => {
  const check = (name: Check["name"], status: "failed" | "warned"): Check => ({
    name,
    status,
    detail: "why",
    counterexamples: [],
  });
  const { alsoConsider, checksFailed } = prompts["class-feedback"];
  const both = feedbackOnChecks(
    { report: { checks: [check("new", "warned"), check("no leak", "failed")] }, source: SOURCE },
    prompts,
  );
  expect(both).toMatchObject({ finding: checksFailed.text, standing: "fails" });
  const [must = "", consider = ""] = both.evidence.split(alsoConsider.text);
  expect(must).toContain("- Wanted: no leak. Found:");
  expect(consider).toContain("- Wanted: new. Found:");
});
