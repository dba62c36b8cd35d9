import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consult, outcomeOf } from "../../../bench/gates/oracle.ts";
import type { Program } from "../../../src/core/draft/compile-report.ts";
import type { OracleReport } from "../../../src/core/judging/oracle-report.ts";
import type { FreshCase } from "../../../src/evolution/oracle/fresh-cases.ts";
import { makeNearMisses } from "../../../src/evolution/oracle/near-misses.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop } from "../../../src/workshop/workshop.ts";
import { ROOT } from "../../project.ts";

const workshop = openWorkshop();
afterAll(() => workshop.close());

const textOf = (file: string): string => readFileSync(join(ROOT, file), "utf8");
const GOOD = textOf("library/mathematical-modelling/packing-choice/bootcamp.ts");
/** Pays every choice that the rules allow, if its total is its own, and not the best alone. */
const ANY_CHOICE = GOOD.replace("&& answer.value === new Search(instance).best ?", "?");

const WRITTEN = textOf("test/evolution/oracle/packing-programs.ts");
const [ALONE = ""] = WRITTEN.split("export function nearMisses(");
const missing = (body: string): string =>
  `${ALONE}export function nearMisses(prompt: string): string[] {\n  ${body}\n}\n`;

/** What becomes of a class whose second verifier is right, and whose third look knows as much. */
const examine = (source: string, programs: string): Promise<OracleReport> =>
  consult(workshop, { source, truth: GOOD, programs, author: { solver: "right", verifier: "right" } });

describe("near misses of the author of a second verifier", { timeout: 240_000 }, () => {
  let plain: OracleReport;
  beforeAll(async () => {
    plain = await examine(GOOD, ALONE);
  }, 120_000);

  test("find a class that pays any choice with its own total for the best one, which nothing else finds", async () => {
    expect(ANY_CHOICE).not.toBe(GOOD);
    expect(outcomeOf(await examine(ANY_CHOICE, ALONE))).toBe("clean");
    expect(await examine(ANY_CHOICE, WRITTEN)).toMatchObject({
      status: "disputed",
      by: "checker",
      ruling: "over-acceptance",
      disputed: { classScore: "right" },
    });
  });

  test("that a good class refuses, and the verifier calls wrong, are answers on which both agree", async () => {
    const report = await examine(GOOD, WRITTEN);
    if (report.status !== "confirmed" || report.verifier.status !== "vouches")
      throw new Error(`it is not vouched for: ${JSON.stringify(report)}`);
    const { right, wrong } = report.verifier;
    expect(plain).toMatchObject({ status: "confirmed", verifier: { status: "vouches", right } });
    expect(wrong.agreed).toBe(wrong.decided);
    const before =
      plain.status === "confirmed" && plain.verifier.status === "vouches" && plain.verifier.wrong;
    expect(before && wrong.shown - before.shown).toBeGreaterThan(50);
  });

  test("that are right, that the verifier is unsure of, or that are no texts, change nothing", async () => {
    const rubbish = `const unsure = solve(prompt).replace("value: ", "value: +");
  if (prompt.length % 5 === 0) return JSON.parse("[1, null]");
  if (prompt.length % 5 === 1) throw new Error("I know of none");
  return ["The best:\\n" + solve(prompt), unsure, "I do not know."];`;
    expect(await examine(GOOD, missing(rubbish))).toEqual(plain);
  });
});

describe("nearMisses(prompt)", { timeout: 120_000 }, () => {
  const cases = Array.from({ length: 60 }, (_, index): FreshCase => {
    const prompt = `${index}`;
    return { index, level: Math.floor(index / 20), instance: index, prompt, reference: "", lost: null };
  });
  const programOf = (source: string): Promise<Program> =>
    compiledProgram((text) => workshop.compiler.compileBlind(text, "verifier"), source, "a verifier");
  /** The prompts of each way. */
  const madeBy = async (body: string, limits = JOB_LIMITS): Promise<Readonly<Record<string, string[]>>> => {
    const made = await makeNearMisses(await programOf(missing(body)), cases, {
      drivers: workshop,
      options: { limits },
    });
    const ways = Map.groupBy(made, ({ kind }) => kind);
    return Object.fromEntries([...ways].map(([kind, all]) => [kind, all.map(({ drawn }) => drawn.prompt)]));
  };

  test("tells ways apart by their index, at most eight, and tries a few of each, spread over the levels", async () => {
    const ways = await madeBy('return ["", ...Array.from({ length: 20 }, (_, way) => prompt + " " + way)];');
    expect(Object.keys(ways)).toEqual([2, 3, 4, 5, 6, 7, 8].map((way) => `near miss ${way}`));
    for (const prompts of Object.values(ways)) {
      expect(prompts).toHaveLength(16);
      const levels = prompts.map((prompt) => Math.floor(Number(prompt) / 20));
      for (const level of [0, 1, 2]) expect(levels.filter((one) => one === level).length).toBeGreaterThan(3);
    }
  });

  test.each([
    ["throws", 'throw new Error("not this one");'],
    ["gives a text", 'return JSON.parse("\\"a text\\"");'],
    ["gives something else among texts", 'return JSON.parse("[\\"a text\\", 1]");'],
    ["gives an array with holes", "return new Array<string>(4_000_000_000);"],
  ])("that %s is passed over at that prompt alone", async (_, body) => {
    const ways = await madeBy(`if (Number(prompt) % 10 !== 3) { ${body} }\n  return ["a text"];`);
    expect(ways).toEqual({ "near miss 1": ["3", "13", "23", "33", "43", "53"] });
  });

  test("that does not end costs a few prompts around it, and nothing where it never ends", async () => {
    const short = { ...JOB_LIMITS, timeoutMs: 1_500 };
    const body = 'for (; prompt === "32";);\n  return ["a text"];';
    const { "near miss 1": prompts } = await madeBy(body, short);
    expect(prompts?.filter((prompt) => Number(prompt) < 30 || Number(prompt) > 34)).toEqual(prompts);
    expect(prompts).toHaveLength(16);
    expect(await madeBy("for (;;);", short)).toEqual({});
  });

  test("may be missing", async () => {
    const running = { drivers: workshop, options: { limits: JOB_LIMITS } };
    expect(await makeNearMisses(await programOf(ALONE), cases, running)).toEqual([]);
  });
});
