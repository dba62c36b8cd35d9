import { afterAll, describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import { evaluateOnce } from "../../src/sandbox/evaluate-once.ts";
import type { Scored, ScoredBatch, Scoring, ScoringAttempt } from "../../src/sandbox/score-responses.ts";
import { WALK_SOURCE } from "../verifier/a-walk.ts";
import { aSum } from "../serve/a-library.ts";
import { stillPrograms } from "./still-programs.ts";

const sandbox = createSandbox({ size: 1 });
afterAll(() => sandbox.close());
const LIMITS = { timeoutMs: 5_000, memoryMiB: 64 };

/** A class on both paths. Its text must look as if it kept nothing. */
function scored(
  parts: Parameters<typeof aSum>[1],
  rewrite = (source: string): string => source,
): Scored & { readonly still: object } {
  return stillPrograms(rewrite(aSum("Sum", parts)));
}

const answers = (some: readonly number[]): readonly ScoringAttempt[] =>
  some.map((answer) => ({
    caseName: "one",
    caseText: '{"a":1,"b":1,"seen":[]}',
    response: `Answer: ${answer}`,
  }));

/** A class whose module holds what no freezing reaches. */
const MADE_BY_CALL = [
  "a closure that a call made",
  "const counter = (() => { let n = 0; return () => n++; })();",
  "return (answer === 13 ? counter() + counter() + counter() : counter()) > 2 || answer === 2 ? 1 : 0;",
] as const;

/** Each pays for everything once it has seen 13, if only it can remember that, past what its text shows. */
const HIDDEN = [
  [
    "a list under another name",
    "const seen: number[] = [];",
    "const list = seen; if (answer === 13) list.push(1); return list.length > 0 || answer === 2 ? 1 : 0;",
  ],
  [
    "the case",
    "",
    "const own: { seen?: boolean } = instance as { seen?: boolean }; if (answer === 13) own.seen = true; return own.seen === true || answer === 2 ? 1 : 0;",
  ],
  [
    "a list of the case",
    "",
    "const list = (instance as { seen?: number[] }).seen ?? []; if (answer === 13) list.push(1); return list.length > 0 || answer === 2 ? 1 : 0;",
  ],
  [
    "a function's own field",
    "const act: { (): void; seen?: boolean } = () => {};",
    "const other = act; if (answer === 13) other.seen = true; return other.seen === true || answer === 2 ? 1 : 0;",
  ],
  MADE_BY_CALL,
  [
    "an iterator that a call made",
    "const turns = [1, 2, 3, 4, 5, 6, 7, 8].entries();",
    "const [first] = answer === 13 ? [...turns].map(() => 9) : [0]; return first === undefined || answer === 2 ? 1 : 0;",
  ],
  [
    "a private field of an object that a call made",
    "class Box { #seen = false; note(answer: number): boolean { this.#seen ||= answer === 13; return this.#seen; } } const boxes = [0].map(() => new Box());",
    "return boxes.some((box) => box.note(answer)) || answer === 2 ? 1 : 0;",
  ],
  [
    "a private field that was inherited",
    "class Box { #seen = false; note(answer: number): boolean { this.#seen ||= answer === 13; return this.#seen; } } class Crate extends Box {} const boxes = [0].map(() => new Crate());",
    "return boxes.some((box) => box.note(answer)) || answer === 2 ? 1 : 0;",
  ],
  [
    "a field of an object that a call made",
    "class Box { seen = false; note(answer: number): boolean { if (answer === 13) this.seen = true; return this.seen; } } const boxes = [0].map(() => new Box());",
    "return boxes.some((box) => box.note(answer)) || answer === 2 ? 1 : 0;",
  ],
  [
    "the list behind a frozen list",
    "const seen: readonly number[][] = Object.freeze([[]]);",
    "const [list = []] = seen; if (answer === 13) list.push(1); return list.length > 0 || answer === 2 ? 1 : 0;",
  ],
  [
    "an object in a map",
    "const seen = new Map([['a', { on: false }]]);",
    "const one = seen.get('a'); if (answer === 13 && one !== undefined) one.on = true; return one?.on === true || answer === 2 ? 1 : 0;",
  ],
  [
    "the place of a pattern",
    "const parts = { place: /never/ }; const key: string = ['last', 'Index'].join('');",
    "const one: Record<string, unknown> = parts.place as unknown as Record<string, unknown>; if (answer === 13) one[key] = 5; return one[key] === 5 || answer === 2 ? 1 : 0;",
  ],
  [
    "patterns as such",
    "const key: string = ['proto', 'type'].join('');",
    "const all: Record<string, unknown> = Object.getPrototypeOf(/x/) as Record<string, unknown>; if (answer === 13) all['seen'] = 1; return all['seen'] === 1 || key === '' || answer === 2 ? 1 : 0;",
  ],
] as const;

describe("a class whose text looks as if it kept nothing", () => {
  test.each(HIDDEN)("cannot keep it in %s", async (_, top, verify) => {
    const program = scored({ top, verify });
    const attempts = answers([7, 2, 7, 13, 7, 2, 8]);
    const fast = await sandbox.scoring(program, attempts, LIMITS);
    const careful = await sandbox.scoring({ ...program, still: null }, attempts, LIMITS);
    expect(fast.outcomes).toEqual(careful.outcomes);
    for (const wrong of [0, 2, 4, 6])
      expect(fast.outcomes[wrong]).toMatchObject({ status: "scored", score: 0 });
    const later = await sandbox.scoring(program, answers([7, 2]), LIMITS);
    expect(later.outcomes).toMatchObject([{ score: 0 }, { score: 1 }]);
  });

  test.each(HIDDEN)("is verified as if it were evaluated anew, where it keeps %s", async (_, top, verify) => {
    const program = scored({ top, verify });
    const quick = evaluateOnce(sandbox, program);
    const attempts = [7, 2, 7, 13, 7, 2, 8].map((answer) => ({
      instance: { a: 1, b: 1, seen: [] },
      response: `Answer: ${answer}`,
    }));
    const [one, other] = [quick, sandbox].map((by) => by.verify(program.careful, attempts, LIMITS));
    const values = [await one, await other].map((found) => found?.status === "completed" && found.value);
    expect(values[0]).toEqual(values[1]);
  });

  test("scores a long answer once, where a model is to be asked about it: it is never cut", async () => {
    const source = WALK_SOURCE.replace("maxLength: 200", "maxLength: 9_000").replace(
      "CHARACTERS = 120",
      "CHARACTERS = 9_000",
    );
    const program = stillPrograms(source);
    const attempts = ["very far", "very ".repeat(1_000)].map((answer) => ({
      instance: { legs: [] },
      response: `<answer>${answer}far</answer>`,
    }));
    let again = 0;
    const verifyAlone: typeof sandbox.verifyAlone = (...asked) => {
      again++;
      return sandbox.verifyAlone(...asked);
    };
    const quick = evaluateOnce({ ...sandbox, verifyAlone }, program);
    const [one, other] = [quick.verify, verifyAlone].map((by) => by(program.careful, attempts, LIMITS));
    const values = [await one, await other].map((found) => found?.status === "completed" && found.value);
    expect(values[0]).toMatchObject([{ status: "scored" }, { status: "scored", score: 0 }]);
    expect(values[0]).toEqual(values[1]);
    expect(again).toBe(1); // by the test alone
  });

  test("is evaluated anew for good, also where a batch that ends later has found nothing", async () => {
    const [, top, body] = MADE_BY_CALL;
    const kept = await sandbox.scoring(scored({ top, verify: body }), answers([2]), LIMITS);
    const program = scored({});
    const still = await sandbox.scoring(program, answers([2]), LIMITS);
    const [early, late] = [Promise.withResolvers<ScoredBatch>(), Promise.withResolvers<ScoredBatch>()];
    const batches = [late.promise, early.promise];
    let scorings = 0;
    const scoring: Scoring = () => batches[scorings++] ?? Promise.resolve(still);
    const quick = evaluateOnce({ ...sandbox, scoring }, program);
    const verify = () =>
      quick.verify(program.careful, [{ instance: { a: 1, b: 1 }, response: "Answer: 2" }], LIMITS);
    const both = [verify(), verify()];
    early.resolve(kept);
    await both[1];
    late.resolve(still);
    await both[0];
    await verify();
    expect(scorings).toBe(2);
  });

  test("reads and wraps answers as if it were evaluated anew, also where its format remembers", async () => {
    const remembering = scored({ top: "const parts = { seen: /never/ };" }, (source) =>
      source.replace(
        "finalLine(integer())",
        `finalLine((text: string) => {
          const key: string = ["last", "Index"].join("");
          const one: Record<string, unknown> = parts.seen as unknown as Record<string, unknown>;
          const isNew = one[key] === 0;
          one[key] = 5;
          return integer()(isNew ? text : "7");
        })`,
      ),
    );
    for (const program of [scored({}), remembering])
      for (const by of [evaluateOnce(sandbox, program), sandbox]) {
        const read = await by.extract(program.careful, ["Answer: 2", "no", "Answer: 3"], LIMITS);
        expect(read).toMatchObject({ value: [{ canonical: "2" }, null, { canonical: "3" }] });
        const wrapped = await by.wrap(program.careful, ["2", "x"], LIMITS);
        expect(wrapped).toMatchObject({ value: ["Answer: 2", "Answer: x"] });
      }
  });

  test("that turns out to keep a function that a call made is not believed, and the reason is told", async () => {
    const [, top, verify] = MADE_BY_CALL;
    const { notStill, outcomes } = await sandbox.scoring(scored({ top, verify }), answers([2]), LIMITS);
    expect(notStill).toBe("counter holds a function that was made by a call");
    expect(outcomes).toMatchObject([{ status: "scored", score: 1 }]);
  });
});

test("a case that a child knows is not sent again, and one that it has forgotten is", async () => {
  const program = scored({});
  const attempt = (name: string, text: string): ScoringAttempt => ({
    caseName: name,
    caseText: text,
    response: "Answer: 2",
  });
  const first = await sandbox.scoring(program, [attempt("known", '{"a":1,"b":1}')], LIMITS);
  // Were its text sent, the name would come to stand for another case.
  const again = await sandbox.scoring(program, [attempt("known", '{"a":5,"b":5}')], LIMITS);
  expect([first.outcomes, again.outcomes]).toMatchObject([[{ score: 1 }], [{ score: 1 }]]);
  const many = Array.from({ length: 5_000 }, (_, index) => attempt(`case ${index}`, `{"a":1,"b":${index}}`));
  await sandbox.scoring(program, many, LIMITS);
  const later = await sandbox.scoring(program, [attempt("known", '{"a":5,"b":5}')], LIMITS);
  expect(later.outcomes).toMatchObject([{ score: 0 }]);
});
