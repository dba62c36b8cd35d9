import fc from "fast-check";
import { type DefaultTreeAdapterTypes, parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import { makeVisible } from "../../../src/core/text/visible-text.ts";
import { isRow, layOutText } from "../../../src/review/pages/lay-out-text.ts";
import { showMarkdown } from "../../../src/review/pages/show-markdown.ts";
import { HOSTILE_TEXTS } from "../hostile-texts.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;

const walk = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((node) => [node, ...("childNodes" in node ? walk(node.childNodes) : [])]);

const read = (markup: string): readonly Node[] => walk(parseFragment(markup).childNodes);

const textOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => ("value" in node ? node.value : "")).join("");

const ALLOWED = new Set(
  `p br ul ol li blockquote table thead tbody tr th td em strong s code pre span bdi div hr h3 h4 h5 h6`.split(
    " ",
  ),
);
const ATTRIBUTES = new Set(["class", "dir", "tabindex", "scope", "start", "title"]);

/** What of an element or attribute a description has no business with. */
function foreign(markup: string): readonly string[] {
  return read(markup).flatMap((node) =>
    "tagName" in node
      ? [
          ...(ALLOWED.has(node.tagName) ? [] : [node.tagName]),
          ...node.attrs.flatMap(({ name }) => (ATTRIBUTES.has(name) ? [] : [name])),
        ]
      : [],
  );
}

const SIGNS = fc.constantFrom(
  ..."# |\n|\n\n|- |1. |> |`|```|*|_|[|](|)|![|<|<b>|<script>|javascript:|http://evil.example|&lt;".split(
    "|",
  ),
  ...'\\,    ,~~,---,",a,|,|-|'.split(","),
);
const markdown = fc.array(fc.oneof(SIGNS, fc.string({ maxLength: 8 })), { maxLength: 40 });

describe("a description", () => {
  test("becomes only what it may, whatever it holds, and no heading skips a depth", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        const markup = showMarkdown(parts.join("")).toString();
        expect(foreign(markup)).toEqual([]);
        const depths = read(markup).flatMap((node) =>
          "tagName" in node && /^h\d$/.test(node.tagName) ? [Number(node.tagName.slice(1))] : [],
        );
        depths.forEach((depth, index) => expect(depth).toBeLessThanOrEqual((depths[index - 1] ?? 2) + 1));
      }),
      { numRuns: 400 },
    );
    for (const text of Object.values(HOSTILE_TEXTS))
      expect(foreign(showMarkdown(text).toString())).toEqual([]);
  });

  test.each(['<geo:"a>', "<http://example.org/a b>", "<http://example.org/é>"])(
    "shows an address in angle brackets once: %s",
    (address) => {
      expect(textOf(read(showMarkdown(address).toString())).trim()).toBe(
        address.includes(" ") ? address : address.slice(1, -1),
      );
    },
  );

  test("loses no word and gets none", () => {
    const words = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(
        // A number may begin a list (`0)`), whose numbers are drawn by the browser; marks of code blocks are shown apart.
        fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/), { maxLength: 30 }),
        fc.array(SIGNS),
        (some, signs) => {
          const safe = signs.filter((sign) => !/^(?:1\. |&lt;|```|!?\[|\]\(|http.*)$/.test(sign));
          const text = some.map((word, index) => `${word}${safe[index] ?? " "}`).join("");
          const shown = read(showMarkdown(text).toString());
          expect(words(textOf(shown))).toBe(words(text));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("a text in columns", () => {
  test("is the text itself, whatever is wrapped and what is not", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        // A parser of pages takes other line ends and the sign for nothing as something else.
        const text = makeVisible(parts.join(""));
        expect(textOf(read(`<pre>\n${layOutText(text).toString()}</pre>`))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["a table's", "iron | 230 g | 97 °C", true],
    ["a table's without bars", "iron   230 g   97 °C", true],
    ["a grid's", "0 0 1 . 3 # x", true],
    ["a formula's", "  x + 3y = 7", true],
    ["a sentence's", "Find the temperature at which the bodies end up in the end.", false],
    ["a list's", "  - the first of the bodies, which is warm", false],
    ["an endless word's", "x".repeat(2_000), false],
  ])("keeps %s line whole: %s %s", (_, line, keeps) => {
    expect(isRow(line)).toBe(keeps);
  });
});
