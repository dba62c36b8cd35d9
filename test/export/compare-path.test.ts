import { expect, test } from "vitest";
import type { VerificationPath } from "../../src/core/draft/class-study.ts";
import { hashCard, type LibraryCard } from "../../src/core/library/library-card.ts";
import { compareWithCard } from "../../src/export/compare-card.ts";
import { aCard } from "../serve/a-library.ts";

const FAST: VerificationPath = { status: "fast", reason: "it keeps nothing" };
const CAREFUL: VerificationPath = { status: "careful", reason: "line 7: seen.push() changes what stays" };

function differences(stated: VerificationPath | undefined, found: VerificationPath): readonly string[] {
  const { hashes, ...rest } = aCard({ slug: "sum", name: "Sum", source: "" });
  const unsigned: LibraryCard = { ...rest, hashes, ...(stated === undefined ? {} : { path: stated }) };
  const card = { ...unsigned, hashes: { ...hashes, card: hashCard(unsigned) } };
  const levels = [{ most: 1 }, { most: 2 }, { most: 3 }];
  const own = {
    name: "Sum",
    slug: "sum",
    title: "",
    domain: "tests",
    description: "",
    answerFormat: "",
    parameters: {},
    levels,
  };
  const inspected = {
    status: "inspected",
    card: own,
    hashes,
    isModelVerified: false,
    checks: [],
    figures: undefined,
    path: found,
  } as const;
  return compareWithCard(card, inspected, "tests/sum");
}

test("a class whose verifications go another way than its card says differs from it, and the reason is told", () => {
  expect(differences(FAST, FAST)).toEqual([]);
  expect(differences(FAST, CAREFUL)).toEqual([
    "path: fast on the card (it keeps nothing), careful now (line 7: seen.push() changes what stays)",
  ]);
});

test("a card from before paths were kept says nothing of one", () => {
  expect(differences(undefined, CAREFUL)).toEqual([]);
});
