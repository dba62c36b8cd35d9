import fc from "fast-check";
import { expect, test } from "vitest";
import { cutMiddle } from "../../../src/core/text/cut-text.ts";

const anyText = fc.string({ unit: "binary" }).filter((text) => !text.includes("…"));

test("a text that is too long keeps its beginning and its end, whole signs alone, within the limit", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 10, max: 40 }), (text, limit) => {
      const cut = cutMiddle(text, limit);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(cut.isWellFormed()).toBe(true);
      const isWhole = text.length <= limit;
      expect(cut === text).toBe(isWhole);
      const [beginning = "", end = ""] = isWhole ? [text, text] : cut.split(/…(.*)/s);
      expect(text.startsWith(beginning)).toBe(true);
      expect(text.endsWith(end)).toBe(true);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, limit) - 2);
    }),
  );
});
