import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { murmur128 } from "../../src/bootcamp/murmur128.ts";

const hexOf = (text: string): string =>
  murmur128(text)
    .map((word) => word.toString(16).padStart(8, "0"))
    .join("");

/** Made with mmh3 5.3, seed 0, 32-bit architecture. */
const KNOWN: readonly (readonly [text: string, hex: string])[] = [
  ["", "00000000000000000000000000000000"],
  ["a", "a794933c5556b01b5556b01b5556b01b"],
  ["hello", "2b2444a0db91def79adb31b69adb31b6"],
  ["abcdefghijkl", "738503fef48224c027d4dfadd28ce553"],
  ["abcdefghijklmno", "ee6d1d694a1ad5ae84ce1457ada761a8"],
  ["abcdefghijklmnop", "9fd2762790b91256e4ce8b21d193ba45"],
  ["abcdefghijklmnopq", "0445a4d364515c6fd96ddc2a1d11079d"],
  ["é", "b2013c81e6cec69ce6cec69ce6cec69c"],
  ["日本語", "bdfcba6fc3f6209ca8a354fd3b43196f"],
  ["\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}", "803e63c3b2c7a8b6ba4a6ab457f54c3c"],
  ["😀 grin", "81e205359e2a51637fe280cdfe2112d3"],
  ["I will not buy this tobacconist's, it is scratched.", "9b5b7ba2ef3f7866889adeaf00f3f98e"],
];

describe("murmur128", () => {
  test.each(KNOWN)("hashes %j as every other implementation does", (text, hex) => {
    expect(hexOf(text)).toBe(hex);
  });

  test("agrees with another implementation on a chain through every length from 0 to 200", () => {
    let text = "";
    for (let length = 1; length <= 200; length++) text = (hexOf(text) + text).slice(0, length);
    expect(hexOf(text)).toBe("1f812746f86fe5369c5411bb9930af3d");
  });

  test("reads a lone surrogate as TextEncoder does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 0xd800, max: 0xdfff }), (text, code) => {
        const lone = `${text} ${String.fromCharCode(code)} ${text}`;
        expect(hexOf(lone)).toBe(hexOf(new TextDecoder().decode(new TextEncoder().encode(lone))));
      }),
    );
  });
});
