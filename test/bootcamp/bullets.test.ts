import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  choiceOf,
  extractAnswer,
  fencedBlock,
  lines,
  list,
  mapping,
  multisetOf,
  type Parser,
  parsed,
  permutationOf,
  record,
  setOf,
  tagged,
  text,
  vocabulary,
} from "../../src/bootcamp/index.ts";

const SIGNS = [..."-*+–—•‣◦▪·●○"] as const;
const words = fc.uniqueArray(fc.constantFrom("fly", "er", "ness", "ing"), { minLength: 1, maxLength: 4 });

/** Parsers of several items, and how they would have these written. */
const OF_ITEMS: Readonly<
  Record<string, (items: readonly string[]) => readonly [Parser<unknown>, readonly string[], unknown]>
> = {
  list: (items) => [list(text()), [items.join(", "), items.join("\n"), items.join(" ")], items],
  lines: (items) => [lines(text()), [items.join("\n")], items],
  set: (items) => [setOf(text()), [items.join(", "), items.join("\n")], items.toSorted()],
  multiset: (items) => [multisetOf(text()), [items.join(", "), items.join("\n")], items.toSorted()],
  permutation: (items) => [permutationOf(items), [items.join(", "), items.join("\n")], items],
  "list of terms": (items) => [list(vocabulary(items)), [items.join(", "), items.join("\n")], items],
  "list of choices": (items) => [list(choiceOf(items)), [items.join(", "), items.join("\n")], items],
  mapping: (items) => [
    mapping(text(), text()),
    [items.map((item) => `${item}=${item}`).join("\n")],
    new Map(items.map((item) => [item, item])),
  ],
  record: (items) => [
    record({ endings: list(text()) }),
    [`endings: ${items.join(", ")}`, `endings:\n${items.join("\n")}`],
    { endings: items },
  ],
};

describe("a sign before a word", () => {
  test.each(Object.keys(OF_ITEMS))("is no bullet without a space behind it: %s", (name) => {
    fc.assert(
      fc.property(words, fc.constantFrom(...SIGNS.filter((sign) => sign !== "*")), (plain, sign) => {
        const items = plain.map((word) => sign + word);
        const [read, written, value] = OF_ITEMS[name]?.(items) ?? [text(), [], null];
        for (const source of written) {
          expect(read(source)).toEqual(parsed(value));
          for (const format of [tagged(read), fencedBlock(read)])
            expect(extractAnswer(format.wrap(source), format)).toMatchObject({ value: { answer: value } });
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is one with a space behind it, and what stands behind it is kept", () => {
    for (const sign of SIGNS) {
      expect(list(text())(`${sign} -fly\n${sign} er`)).toEqual(parsed(["-fly", "er"]));
      expect(lines(text())(`${sign} fly\n${sign} -er`)).toEqual(parsed(["fly", "-er"]));
    }
  });

  test("is one before a single word that begins with a hyphen, too, and nowhere else", () => {
    const options = ["-fly", "fly"];
    for (const read of [text(), choiceOf(options), vocabulary(options), list(text()), multisetOf(text())])
      for (const written of ["-fly", "**-fly**", ...SIGNS.map((sign) => `${sign} -fly`)])
        expect([written, read(written)]).toEqual([
          written,
          parsed(read.shape?.kind === "text" || read.shape?.kind === "choice" ? "-fly" : ["-fly"]),
        ]);
    // Morse, and a formula.
    for (const written of ["- ...", "- -x", "- 5"]) expect(text()(written)).toEqual(parsed(written));
  });

  test("makes another term of a term", () => {
    const read = vocabulary(["-fly", "fly", "step-brother"]);
    expect(["-fly", "fly", "Step brother", "-step-brother"].map(read)).toEqual([
      parsed("-fly"),
      parsed("fly"),
      parsed("step-brother"),
      expect.objectContaining({ status: "unparsable" }),
    ]);
  });
});
