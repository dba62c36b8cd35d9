import { expect, test } from "vitest";
import { z } from "zod";
import { hashSources, keepResult, recallResult, recallText } from "../../src/files/kept-results.ts";

const key = (text: string): { kind: "sketches"; hash: string } => ({
  kind: "sketches",
  hash: hashSources(["files"], ["a test", text]),
});

test("what one process has worked out is there for the next, and another input is another result", () => {
  keepResult(key("first"), { size: 1 });
  expect(recallResult(key("first"), z.object({ size: z.number() }))).toEqual({ size: 1 });
  expect(recallResult(key("another"), z.object({ size: z.number() }))).toBeUndefined();
});

test("a result of another shape than expected counts as none, and keeping it anew mends it", () => {
  keepResult(key("second"), { size: "large" });
  expect(recallResult(key("second"), z.object({ size: z.number() }))).toBeUndefined();
  keepResult(key("second"), { size: 2 });
  expect(recallResult(key("second"), z.object({ size: z.number() }))).toEqual({ size: 2 });
});

test("a hash covers the sources of a folder and the texts, each where it stands", () => {
  expect(hashSources(["files"])).toBe(hashSources(["files"]));
  expect(hashSources(["files"])).not.toBe(hashSources(["charts"]));
  expect(hashSources([], ["ab", "c"])).not.toBe(hashSources([], ["a", "bc"]));
  expect(recallText({ kind: "toolkit", hash: "no such" })).toBeUndefined();
});
