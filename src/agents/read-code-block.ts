import type { Completion } from "../core/calls/completion.ts";

/** The class in an author's reply, or why there is none to compile. */
export type ReadReply =
  | { readonly status: "code"; readonly source: string }
  | { readonly status: "unusable"; readonly reason: string };

/** Takes the one fenced TypeScript block of a complete reply. The same block twice is one. */
export function readReply(reply: Completion): ReadReply {
  switch (reply.status) {
    case "complete":
      return readCodeBlock(reply.text);
    case "truncated":
      return { status: "unusable", reason: "the reply was cut off before its end" };
    case "empty":
      return { status: "unusable", reason: "the reply was empty" };
    case "refused":
      return { status: "unusable", reason: `the model refused: ${reply.reason}` };
    case "failed":
      return { status: "unusable", reason: `the call failed: ${reply.reason}` };
  }
}

/** Takes the one fenced TypeScript block of a text. Blocks of other languages do not count. */
export function readCodeBlock(text: string): ReadReply {
  const blocks: { readonly language: string; readonly source: string }[] = [];
  let open: { readonly language: string; readonly fence: string; readonly lines: string[] } | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (open === undefined) {
      const match = /^ {0,3}(`{3,}|~{3,})\s*([A-Za-z]*)\s*$/.exec(line);
      if (match !== null)
        open = { language: (match[2] ?? "").toLowerCase(), fence: match[1] ?? "```", lines: [] };
    } else if (line.trim() === open.fence) {
      blocks.push({ language: open.language, source: `${open.lines.join("\n").trimEnd()}\n` });
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) return { status: "unusable", reason: "its fenced block is never closed" };
  const tagged = blocks.filter(({ language }) => language === "ts" || language === "typescript");
  const candidates = tagged.length > 0 ? tagged : blocks.filter(({ language }) => language === "");
  const sources = [...new Set(candidates.map(({ source }) => source))];
  const [source] = sources;
  if (source === undefined) return { status: "unusable", reason: "it contains no fenced TypeScript block" };
  if (sources.length > 1)
    return { status: "unusable", reason: `it contains ${sources.length} different fenced TypeScript blocks` };
  return { status: "code", source };
}
