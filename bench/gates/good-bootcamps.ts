import { readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type Base, readBase } from "./read-base.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A class with which nothing is known to be wrong. */
export type GoodBootcamp = Base & {
  /** Its file, from the project's root; a recorded draft is the fenced block of a reply. */
  readonly file: string;
};

/** The recorded drafts that a judge accepted or flagged, by task; the others are there to be rejected. */
const RECORDED = [
  "affix-grammar/line-1-round-2.md",
  "cheapest-route/line-1-round-1.md",
  "countdown-target/line-1-round-1.md",
  "knights-and-knaves/line-1-round-2.md",
  "limiting-reagent/line-1-round-3.md",
  "nonogram/line-1-round-1-turn-2.md",
  "production-plan/line-1-round-3.md",
  "resistor-ladder/line-1-round-2.md",
  "rewrite-derivation/line-1-round-2.md",
  "seating-order/line-1-round-1.md",
  "small-rsa/line-1-round-1.md",
  "vigenere-key-recovery/line-1-round-1.md",
  "weather-chain/line-1-round-3.md",
];

/** Every good bootcamp of the project: the library, the recorded drafts that came through, and those here. */
export function goodBootcamps(): readonly GoodBootcamp[] {
  // Former versions are good, too, and twins of what took their place.
  const library = filesBelow(join(ROOT, "library")).filter(
    (file) => basename(file) === "bootcamp.ts" && !file.includes("/versions/"),
  );
  const recorded = RECORDED.map((file) => join(ROOT, "recordings/drafts", file));
  const own = filesBelow(join(import.meta.dirname, "good"));
  return [...library, ...recorded, ...own].map((one) => {
    const file = relative(ROOT, one);
    return { ...readBase(file), file };
  });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .map((file) => join(folder, file));
}
