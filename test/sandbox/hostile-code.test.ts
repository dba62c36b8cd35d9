import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { containScripts } from "./contain-scripts.ts";

/** Those that crash, escape, find differences between runs, and give what cannot be written; the others have files of their own. */
const KINDS = ["crash", "esc", "nd", "out"];

containScripts(...KINDS);

test("every kind of hostile script is tried", () => {
  const kinds = readdirSync(join(import.meta.dirname, "hostile")).map((file) => file.split("-")[0]);
  expect(new Set(kinds)).toEqual(new Set(["cpu", "mem", ...KINDS]));
});
