import fc from "fast-check";
import { parseFragment } from "parse5";
import { expect, test } from "vitest";
import { escapeHtml, html } from "../../src/charts/html.ts";
import { makeVisible } from "../../src/core/text/visible-text.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "`", "/", "=", "-", "!", "a", "\n", "\u202e") }),
  fc.constantFrom("</script><script>alert(1)</script>", '" onload="alert(1)', "&lt;b&gt;", "]]>", "--><p>"),
);

test("whatever text is put into a template, a parser reads that very text back, unseen characters visible", () => {
  fc.assert(
    fc.property(hostile, hostile, (content, attribute) => {
      const { childNodes } = parseFragment(html`<p title="${attribute}">${content}</p>`.toString());
      expect(childNodes).toHaveLength(1);
      expect(childNodes[0]).toMatchObject({
        nodeName: "p",
        attrs: [{ name: "title", value: makeVisible(attribute) }],
        childNodes: content === "" ? [] : [{ nodeName: "#text", value: makeVisible(content) }],
      });
    }),
  );
});

test("markup made by a template stands in another as it is, lists are joined, nothing gives nothing", () => {
  const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
  const list = html`<ul>${items}${null}${undefined}${false}${0}</ul>`;
  expect(list.toString()).toBe("<ul><li>a</li><li>&lt;b&gt;</li>0</ul>");
});

test("an escaped text holds no mark that markup begins or ends with", () => {
  fc.assert(fc.property(hostile, (text) => !/[<>"']/.test(escapeHtml(text))));
});
