import type { z } from "zod";
import type { Completion } from "../core/calls/completion.ts";
import { describeNoText } from "../core/calls/describe-no-text.ts";
import { readJsonBlock } from "./read-json-block.ts";

/** What a reply that was to end with JSON holds, or why it counts for nothing. */
export type JsonReply<Value> =
  { readonly status: "read"; readonly value: Value } | { readonly status: "void"; readonly reason: string };

/** Reads the JSON at the end of a reply. `what` names what was asked for: "the reply is no …". */
export function readJsonReply<Value>(
  reply: Completion,
  schema: z.ZodType<Value>,
  what: string,
): JsonReply<Value> {
  if (reply.status !== "complete") return { status: "void", reason: describeNoText(reply) };
  const json = readJsonBlock(reply.text);
  const read = schema.safeParse(json);
  if (read.success) return { status: "read", value: read.data };
  if (json === undefined)
    return {
      status: "void",
      reason: `the reply is no ${what}: it holds no JSON, in a fenced block or alone`,
    };
  const [issue] = read.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? "" : `, in ${issue.path.join(".")},`;
  return {
    status: "void",
    reason: `the reply is no ${what}: its JSON${field} is not as asked: ${issue?.message ?? ""}`,
  };
}
