import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  findUnseen,
  makeVisible,
  makeVisibleLine,
  visibleJson,
} from "../../../src/core/text/visible-text.ts";

const UNSEEN = [
  ["an escape sequence", "\u001b]0;pwned\u0007", "\\u{1b}]0;pwned\\u{7}"],
  ["a C1 control", "a\u009b31m", "a\\u{9b}31m"],
  ["a carriage return", "good\rbad", "good\\u{d}bad"],
  ["a change of direction", "a\u202eb\u202c", "a\\u{202e}b\\u{202c}"],
  ["an isolate", "a\u2066b", "a\\u{2066}b"],
  ["zero width", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
  ["tag characters", "a\u{e0069}", "a\\u{e0069}"],
  ["half a pair", "a\ud83d", "a\\u{d83d}"],
  ["a line separator", "a\u2028b", "a\\u{2028}b"],
] as const;

describe("what cannot be seen", () => {
  test.each(UNSEEN)("becomes visible: %s", (_, text, shown) => {
    expect(makeVisible(text)).toBe(shown);
    expect(findUnseen(text)).toBeDefined();
  });

  test("is nothing of what people write", () => {
    const text = "Größe 3 ≤ x, naïve café, 漢字, עברית, 🙂 and ❤️\n\tindented — “quoted” x² → y";
    expect([makeVisible(text), findUnseen(text)]).toEqual([text, undefined]);
  });

  test("stands in JSON as an escape, and the value is the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        const json = visibleJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(findUnseen(json)).toBeUndefined();
      }),
    );
  });

  test("a line stays one line", () => {
    expect(makeVisibleLine("ok\n2026-11-20T03:00:00Z INFO approved\tx")).toBe(
      "ok\\n2026-11-20T03:00:00Z INFO approved\\tx",
    );
  });
});
