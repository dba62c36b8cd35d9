import MarkdownIt, { type Token } from "markdown-it";
import { type Html, html } from "../../charts/html.ts";
import { makeVisible } from "../../core/text/visible-text.ts";
import { layOutText } from "./lay-out-text.ts";
import { text } from "./show-text.ts";

/**
 * Reads Markdown into tokens; the markup is made by our own templates. HTML is not read as such, so that it
 * stays text. Nesting is limited, and so is the recursion below.
 */
const reader = new MarkdownIt({ html: false, linkify: false, maxNesting: 40 });

/** A token with what stands between its opening and its closing one. */
type Node = { readonly token: Token; readonly children: readonly Node[] };

/**
 * A description as its author meant it to be read: headings, lists, quotes, tables, code. Links show where they
 * would lead and lead nowhere, images are named and not loaded, HTML is text.
 */
export function showMarkdown(value: string): Html {
  // The reader would put another sign in the place of this one.
  const source = value.replaceAll("\0", makeVisible("\0"));
  return html`${showNodes(nest(reader.parse(source, {})), headingDepths())}`;
}

function nest(tokens: readonly Token[]): readonly Node[] {
  const root: Node[] = [];
  const open: Node[][] = [root];
  for (const token of tokens) {
    if (token.nesting < 0) {
      if (open.length > 1) open.pop();
      continue;
    }
    const children: Node[] = token.children === null ? [] : [...nest(token.children)];
    open.at(-1)?.push({ token, children });
    if (token.nesting > 0) open.push(children);
  }
  return root;
}

type Depth = (level: number) => number;

/** How deep a heading lies among those above it: no depth is left out on the page, whatever the text leaves out. */
function headingDepths(): Depth {
  const above: number[] = [];
  return (level) => {
    while ((above.at(-1) ?? 0) >= level) above.pop();
    above.push(level);
    return above.length;
  };
}

const showNodes = (nodes: readonly Node[], depth: Depth): readonly Html[] =>
  nodes.map((node) => showNode(node, depth));

function showNode({ token, children }: Node, depth: Depth): Html {
  const inside = (): readonly Html[] => showNodes(children, depth);
  switch (token.type) {
    case "text":
    case "html_inline":
    case "html_block":
    case "text_special":
      return text(token.content);
    case "softbreak":
    case "hardbreak":
      return html`<br>\n`;
    case "code_inline":
      return html`<code>${text(token.content)}</code>`;
    case "fence":
    case "code_block":
      return html`${token.info === "" ? null : html`<p class="field">${text(token.info)}</p>`}<pre class="quote" dir="auto" tabindex="0">${layOutText(token.content.replace(/\n$/, ""))}</pre>`;
    case "paragraph_open":
      return token.hidden ? html`${inside()}\n` : html`<p dir="auto">${inside()}</p>\n`;
    case "heading_open":
      return showHeading(depth(Number(token.tag.slice(1))), inside());
    case "link_open":
      // An address in angle brackets is what it says, however the reader writes it.
      return token.markup === "autolink"
        ? html`<bdi>${inside()}</bdi>`
        : showAddress(inside(), token.attrGet("href"), children);
    case "image":
      return html`${showAddress(html`[${inside()}]`, token.attrGet("src"), [])}`;
    case "hr":
      return html`<hr>\n`;
    case "inline":
      return html`${inside()}`;
    default:
      return showElement(token, inside());
  }
}

function showHeading(depth: number, content: readonly Html[]): Html {
  switch (depth) {
    case 1:
      return html`<h3 dir="auto">${content}</h3>\n`;
    case 2:
      return html`<h4 dir="auto">${content}</h4>\n`;
    case 3:
      return html`<h5 dir="auto">${content}</h5>\n`;
    default:
      return html`<h6 dir="auto">${content}</h6>\n`;
  }
}

/** What a link or an image says, followed by its address as text, where that is not what it says already. */
function showAddress(
  content: Html | readonly Html[],
  given: string | number | null,
  said: readonly Node[],
): Html {
  const address = given === null ? null : String(given);
  const words = said.map(({ token }) => token.content).join("");
  const isSaid = address === null || address === words;
  return html`<bdi>${content}</bdi>${isSaid ? null : html` <span class="dim">(<bdi>${text(address)}</bdi>)</span>`}`;
}

const ALIGNED: Readonly<Record<string, string>> = {
  "text-align:right": "end",
  "text-align:center": "middle",
};

/** The elements of blocks; what is none of them gives its content alone. */
function showElement(token: Token, content: readonly Html[]): Html {
  const style = ALIGNED[token.attrGet("style") ?? ""];
  const aligned = style === undefined ? null : html` class="${style}"`;
  switch (token.tag) {
    case "ul":
      return html`<ul>\n${content}</ul>\n`;
    case "ol":
      return html`<ol start="${token.attrGet("start") ?? "1"}">\n${content}</ol>\n`;
    case "li":
      return html`<li dir="auto">${content}</li>\n`;
    case "blockquote":
      return html`<blockquote>${content}</blockquote>\n`;
    case "table":
      return html`<div class="scroll" tabindex="0"><table>${content}</table></div>\n`;
    case "thead":
      return html`<thead>${content}</thead>`;
    case "tbody":
      return html`<tbody>${content}</tbody>`;
    case "tr":
      return html`<tr>${content}</tr>\n`;
    case "th":
      return html`<th scope="col"${aligned}>${content}</th> `;
    case "td":
      return html`<td${aligned}>${content}</td> `;
    case "em":
      return html`<em>${content}</em>`;
    case "strong":
      return html`<strong>${content}</strong>`;
    case "s":
      return html`<s>${content}</s>`;
    default:
      return html`${content}`;
  }
}
