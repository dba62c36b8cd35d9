import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { campforge } from "../campforge.ts";
import { ROOT, scratchFolder } from "../project.ts";

const folder = scratchFolder();
afterAll(() => folder.remove());

const EXAMPLE = "library/natural-science/calorimetry/bootcamp.ts";
const old = readFileSync(join(ROOT, EXAMPLE), "utf8");

/** The example with another body of its verifier. */
function aVerifier(name: string, body: string): string {
  const source = old.replace(/return isClose\([^;]*\? 1 : 0;/, body);
  expect(source).not.toBe(old);
  return folder.write(name, source);
}

const score = z.object({ status: z.string(), score: z.number().optional(), message: z.string().optional() });
const line = z.discriminatedUnion("type", [
  z.object({ type: z.literal("moved"), place: z.string(), old: score, new: score, response: z.string() }),
  z.object({ type: z.literal("error"), place: z.string(), old: score, new: score, response: z.string() }),
  z.object({
    type: z.literal("summary"),
    replayed: z.number(),
    up: z.number(),
    down: z.number(),
    becameUnparsable: z.number(),
    becameParsable: z.number(),
    errors: z.number(),
    unlikeStored: z.number(),
  }),
]);

async function rescoreJson(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly lines: readonly z.infer<typeof line>[] }> {
  const { code, stdout, stderr } = await campforge(["rescore", ...args, "--json"]);
  expect(stderr).toBe("");
  const lines = stdout
    .trim()
    .split("\n")
    .map((text) => line.parse(JSON.parse(text)));
  return { code, lines };
}

type Sample = { readonly case: unknown; readonly reference: string };
let cases: readonly Sample[];
beforeAll(async () => {
  const { stdout } = await campforge(["sample", EXAMPLE, "-n", "200"]);
  cases = stdout
    .trim()
    .split("\n")
    .map((text) => z.object({ case: z.json(), reference: z.string() }).parse(JSON.parse(text)));
});

const jsonLines = (values: readonly unknown[]): string =>
  `${values.map((value) => JSON.stringify(value)).join("\n")}\n`;

/** The responses that the changed verifier of the test below scores otherwise. */
const UP = 123_456;
const DOWN_DIGIT = "7";

describe("campforge rescore --samples", () => {
  test("of 10,000 responses it lists exactly those whose scores moved, and ends with 8", async () => {
    const kinds = ["right", "wrong", "up", "no answer"] as const;
    const drawn = fc.sample(
      fc.tuple(fc.nat({ max: 199 }), fc.constantFrom(...kinds), fc.stringMatching(/^[a-z ,]{0,30}$/)),
      { numRuns: 10_000, seed: 20_261 },
    );
    const samples = drawn.map(([index, kind, noise]) => {
      const { case: instance, reference } = cases[index] ?? { case: null, reference: "" };
      const response = {
        right: `${noise}\n${reference}`,
        wrong: `${noise}\n\\boxed{-400}`,
        up: `${noise}\n\\boxed{${UP}}`,
        "no answer": noise,
      }[kind];
      const isDown = kind === "right" && reference.endsWith(`${DOWN_DIGIT}}`);
      const moves = kind === "up" ? "0 1" : isDown ? "1 0" : undefined;
      return { line: { case: instance, response, score: kind === "right" ? 1 : 0 }, moves };
    });
    const file = folder.write("many.jsonl", jsonLines(samples.map((sample) => sample.line)));
    const changed = aVerifier(
      "changed.ts",
      `if (answer === ${UP}) return 1;
       if (answer.toFixed(3).endsWith("${DOWN_DIGIT}")) return 0;
       return isClose(answer, finalTemperature(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;`,
    );
    const { code, lines } = await rescoreJson([EXAMPLE, changed, "--samples", file]);
    expect(code).toBe(8);
    const expected = samples.flatMap(({ moves }, position) =>
      moves === undefined ? [] : [`${file}:${position + 1} ${moves}`],
    );
    const found = lines.flatMap((one) =>
      one.type === "moved" ? [`${one.place} ${one.old.score} ${one.new.score}`] : [],
    );
    expect(expected.length).toBeGreaterThan(2_500);
    expect(found).toEqual(expected);
    const ups = samples.filter(({ moves }) => moves === "0 1").length;
    expect(lines.at(-1)).toMatchObject({
      replayed: 10_000,
      up: ups,
      down: expected.length - ups,
      becameUnparsable: 0,
      becameParsable: 0,
      errors: 0,
      unlikeStored: 0,
    });
  });

  test("two classes that score alike move nothing and end with 0, whatever their wording", async () => {
    const file = folder.write(
      "alike.jsonl",
      jsonLines(cases.map((one) => ({ instance: one.case, response: one.reference }))),
    );
    const { code, stdout } = await campforge([
      "rescore",
      EXAMPLE,
      folder.write(
        "alike.ts",
        `// Moved by a line.\n${old.replaceAll("finalTemperature", "endTemperature")}`,
      ),
      "--samples",
      file,
    ]);
    expect([code, stdout]).toEqual([
      0,
      "200 responses replayed, 0 moved, 0 up, 0 down, 0 became unparsable, 0 became parsable, 0 errors\n",
    ]);
  });

  test("a case that is not kept is drawn by OLD, and a level that is not there is an error of that response", async () => {
    const file = folder.write(
      "places.jsonl",
      jsonLines([
        { level: 0, seed: 0, index: 3, response: cases[3]?.reference, score: 1 },
        { level: 0, seed: 0, index: 1, response: cases[1]?.reference, score: 1 },
        { level: 9, seed: 0, index: 1, response: "\\boxed{1}" },
      ]),
    );
    const { code, lines } = await rescoreJson([EXAMPLE, EXAMPLE, "--samples", file]);
    expect(code).toBe(8);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ type: "error", place: `${file}:3`, old: { status: "error" } });
    expect(lines[1]).toMatchObject({ replayed: 3, errors: 1, unlikeStored: 0 });
  });

  test("what either class throws on or never ends with is an error, never a score, and the others keep theirs", async () => {
    const bad = aVerifier(
      "bad.ts",
      `if (answer === 1) throw new Error("one");
       while (answer === 2 && instance.bodies.length > 0) void 0;
       return isClose(answer, finalTemperature(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;`,
    );
    const answers = ["\\boxed{1}", "\\boxed{-3}", cases[0]?.reference, "\\boxed{2}", cases[0]?.reference];
    const file = folder.write(
      "bad.jsonl",
      jsonLines([
        ...answers.map((response) => ({ case: cases[0]?.case, response })),
        { case: null, response: cases[0]?.reference },
      ]),
    );
    const { code, lines } = await rescoreJson([bad, EXAMPLE, "--samples", file]);
    expect(code).toBe(8);
    expect(
      lines.map((one) =>
        one.type === "summary" ? "" : `${one.place.slice(file.length)} ${one.old.status} ${one.new.status}`,
      ),
    ).toEqual([":1 error scored", ":4 timeout scored", ":6 error error", ""]);
    expect(lines.at(-1)).toMatchObject({ replayed: 6, up: 0, down: 0, errors: 3 });
  }, 120_000);

  test("what steers a terminal is shown as its codes", async () => {
    const thrower = aVerifier(
      "thrower.ts",
      'if (answer > -300) throw new Error("a\\u001b[2Jb\\u202ec\\u009bd");\n    return isClose(answer, finalTemperature(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;',
    );
    const response = `\u001b[2J\u202e\u009b</think>${cases[0]?.reference}`;
    const file = folder.write("steering.jsonl", jsonLines([{ case: cases[0]?.case, response }]));
    const escapes = { text: "a\\u{1b}[2Jb\\u{202e}c\\u{9b}d", json: "a\\u001b[2Jb\\u202ec\\u009bd" };
    for (const [more, expected] of [
      [[], escapes.text],
      [["--json"], escapes.json],
    ] as const) {
      const { stdout } = await campforge(["rescore", thrower, EXAMPLE, "--samples", file, ...more]);
      expect(stdout).toContain(expected);
      // oxlint-disable-next-line no-control-regex -- these are what must not be there
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  test.each([
    [
      "a line that is no JSON",
      '{"case": 1, "response": ""}\n{\n',
      /samples\.jsonl:2: is not valid JSON; expected/,
    ],
    [
      "a response that is no text",
      '\n{"case": 1, "response": 3}\n',
      /samples\.jsonl:2: response: .*expected/,
    ],
    ["a score beyond 1", '{"case": 1, "response": "", "score": 2}\n', /samples\.jsonl:1: score: /],
    [
      "a line without a case or a place",
      '{"level": 1, "response": ""}\n',
      /samples\.jsonl:1: case is missing/,
    ],
    [
      "a case and an instance",
      '{"case": 1, "instance": 1, "response": ""}\n',
      /:1: instance: stands beside case/,
    ],
    [
      "a bottomless case",
      `{"case": ${"[".repeat(90_000)}${"]".repeat(90_000)}, "response": ""}\n`,
      /:1: case: is nested deeper than 60/,
    ],
    ["an empty file", "", /samples\.jsonl: is empty/],
  ])("%s is refused before anything is replayed", async (_, text, message) => {
    const file = folder.write("samples.jsonl", text);
    const { code, stdout, stderr } = await campforge(["rescore", EXAMPLE, EXAMPLE, "--samples", file]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [
      "a class of another name",
      [
        "library/graphical-puzzles/futoshiki/bootcamp.ts",
        "--samples",
        folder.write("one.jsonl", '{"case": 1, "response": ""}'),
      ],
      /expected one class/,
    ],
    [
      "a class that does not compile",
      [
        folder.write("broken.ts", "export default 3;"),
        "--samples",
        folder.write("one.jsonl", '{"case": 1, "response": ""}'),
      ],
      /broken\.ts: does not compile/,
    ],
    ["samples that are not there", [EXAMPLE, "--samples", "nowhere.jsonl"], /nowhere\.jsonl: no such file/],
    ["samples that are a folder", [EXAMPLE, "--samples", "."], /is not a regular file/],
  ])("%s is bad input", async (_, args, message) => {
    const { code, stdout, stderr } = await campforge(["rescore", EXAMPLE, ...args]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
