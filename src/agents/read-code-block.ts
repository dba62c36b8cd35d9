import type { Completion } from "../core/calls/completion.ts";
import { describeNoText } from "../core/calls/describe-no-text.ts";
import { findFences, isTypeScript } from "./find-fences.ts";

/** The class in an author's reply, or why there is none to compile. */
export type ReadReply =
  | { readonly status: "code"; readonly source: string }
  | { readonly status: "unusable"; readonly reason: string };

/** Takes the one fenced TypeScript block of a complete reply. The same block twice is one. */
export function readReply(reply: Completion): ReadReply {
  return reply.status === "complete"
    ? readCodeBlock(reply.text)
    : { status: "unusable", reason: describeNoText(reply) };
}

/** Takes the one fenced TypeScript block of a text. Blocks of other languages do not count. */
export function readCodeBlock(text: string): ReadReply {
  const { blocks, unclosed } = findFences(text);
  if (unclosed !== undefined) {
    const reason = `its fenced block, opened in line ${unclosed.line}, is never closed: ${unclosed.reason}`;
    return { status: "unusable", reason };
  }
  const tagged = blocks.filter(isTypeScript);
  const candidates = tagged.length > 0 ? tagged : blocks.filter(({ info }) => info === "");
  const sources = [...new Set(candidates.map(({ source }) => source))];
  const [source] = sources;
  if (source === undefined)
    return { status: "unusable", reason: describeNoBlock(blocks.map(({ info }) => info)) };
  if (sources.length > 1)
    return { status: "unusable", reason: `it contains ${sources.length} different fenced TypeScript blocks` };
  return { status: "code", source };
}

function describeNoBlock(infos: readonly string[]): string {
  const others = [...new Set(infos)].slice(0, 3).map((info) => info.slice(0, 40));
  const reason = "it contains no fenced TypeScript block";
  return others.length === 0 ? reason : `${reason}, only ${others.join(", ")}`;
}
