import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { libraryCardSchema } from "../../src/core/library/library-card.ts";

const cards = readdirSync("library", { recursive: true, encoding: "utf8" })
  .filter((file) => basename(file) === "card.json" && !file.includes("versions"))
  .map((file) => libraryCardSchema.parse(JSON.parse(readFileSync(join("library", file), "utf8"))));

/** Nobody can know the accuracy of a judge that was not asked. */
const NOT_ASKED = "not judged";

test("forty bootcamps of the library pass every gate that was asked about them, sixteen of them by a model", () => {
  const clean = cards.filter(({ flags }) => flags.every((flag) => flag === NOT_ASKED));
  expect(clean.length).toBeGreaterThanOrEqual(40);
  expect(clean.filter(({ models }) => models?.["author"] !== undefined).length).toBeGreaterThanOrEqual(16);
});
