import type { Completion } from "../core/calls/completion.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisibleLine } from "../core/text/visible-text.ts";
import { type ReadReply, readReply } from "./read-code-block.ts";

/** What an author replies to remarks on a draft that passes: another version, or that this one stands, and why. */
export type ReadRefinement<Draft> =
  ReadReply | { readonly status: "stands"; readonly draft: Draft; readonly reason: string };

/** The longest reason that is kept, in characters. */
const LONGEST_REASON = 600;

const NOTHING_TO_CHANGE = /^[\s>*_#`-]*nothing (?:needs )?to (?:be )?changed?\b[\s.:*_`–—-]*([^]*)$/im;

/** Reads an author's reply where its draft may stand as it is. Code counts, whatever else the reply says. */
export function readRefinement<Draft>(reply: Completion, draft: Draft): ReadRefinement<Draft> {
  const read = readReply(reply);
  if (read.status === "code" || reply.status !== "complete") return read;
  const said = NOTHING_TO_CHANGE.exec(reply.text)?.[1];
  if (said === undefined) return read;
  const reason = cutText(makeVisibleLine(said.replace(/\s+/g, " ").trim()), LONGEST_REASON);
  return { status: "stands", draft, reason: reason === "" ? "no reason given" : reason };
}
