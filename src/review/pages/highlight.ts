/** What a piece of TypeScript is, for colouring; `plain` is everything that is not worth a colour. */
export type TokenKind = "plain" | "comment" | "string" | "number" | "keyword" | "type" | "regex";

export type Token = { readonly kind: TokenKind; readonly text: string };

const KEYWORDS = new Set(
  `abstract any as asserts async await bigint boolean break case catch class const constructor continue declare
   default delete do else enum export extends false finally for from function get if implements import in infer
   instanceof interface is keyof let never new null number object of override private protected public readonly
   return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown
   var void while yield`.split(/\s+/),
);

/** One token at the place where it is tried; what none of them takes is one plain character. */
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const STRING = /"(?:[^"\\\n]|\\[\s\S])*(?:"|$|(?=\n))|'(?:[^'\\\n]|\\[\s\S])*(?:'|$|(?=\n))/y;
const NUMBER = /(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]+)?(?:e[+-]?\d+)?)n?/iy;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const REGEX = /\/(?![/*])(?:[^\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[dgimsuvy]*/y;
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))+/y;

/** After these a slash divides; elsewhere it begins a regular expression. */
const ENDS_OPERAND = /[\p{ID_Continue}$)\]}"'`]$/u;

/** Parts TypeScript into coloured pieces. Joined, they are the source again, whatever the source. */
export function highlight(source: string): readonly Token[] {
  const tokens: Token[] = [];
  /** For each open template: how many braces are open in its current substitution. */
  const templates: number[] = [];
  let inTemplateText = false;
  let lastSolid = "";
  let at = 0;

  const push = (kind: TokenKind, text: string): void => {
    at += text.length;
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens.splice(-1, 1, { kind, text: last.text + text });
    else tokens.push({ kind, text });
    if (kind !== "comment" && text.trim() !== "") lastSolid = text.trimEnd();
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? "";
  };

  while (at < source.length) {
    const next = source[at] ?? "";
    if (inTemplateText) {
      const found = match(TEMPLATE_TEXT);
      if (found !== "") push("string", found);
      else if (next === "`") {
        inTemplateText = false;
        push("string", "`");
      } else {
        inTemplateText = false;
        templates.push(0);
        push("plain", source.slice(at, at + 2));
      }
      continue;
    }
    const comment = next === "/" ? match(COMMENT) : "";
    const string = next === '"' || next === "'" ? match(STRING) : "";
    const number = next >= "0" && next <= "9" ? match(NUMBER) : "";
    const word = match(WORD);
    if (comment !== "") push("comment", comment);
    else if (string !== "") push("string", string);
    else if (number !== "") push("number", number);
    else if (word !== "") push(kindOfWord(word), word);
    else if (next === "`") {
      inTemplateText = true;
      push("string", "`");
    } else if (next === "/" && !ENDS_OPERAND.test(lastSolid) && match(REGEX) !== "")
      push("regex", match(REGEX));
    else {
      const depth = templates.at(-1);
      if (depth !== undefined && next === "{") templates.splice(-1, 1, depth + 1);
      if (depth !== undefined && next === "}") {
        templates.pop();
        if (depth > 0) templates.push(depth - 1);
        else inTemplateText = true;
      }
      push("plain", next);
    }
  }
  return tokens;
}

/** The same line by line, without the line ends. */
export function highlightLines(source: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of highlight(source)) {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ kind, text: part });
    }
  }
  return lines;
}

function kindOfWord(word: string): TokenKind {
  if (KEYWORDS.has(word)) return "keyword";
  return /^[A-Z]/.test(word) ? "type" : "plain";
}
