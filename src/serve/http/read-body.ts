import type { Context } from "hono";
import type { z } from "zod";
import { describeIssue } from "../../files/describe-issue.ts";
import { Refused } from "../scoring/refusal.ts";

/** The JSON of a body. Throws Refused where it is none, or more than may be sent. */
export async function readJson(context: Context, mostBytes: number): Promise<unknown> {
  const tooLarge = (): Refused =>
    new Refused("body-too-large", `at most ${mostBytes} bytes may be sent at once`);
  if (Number(context.req.header("content-length") ?? 0) > mostBytes) throw tooLarge();
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new Refused("wrong-content-type", `expected content-type: application/json, not ${type ?? "none"}`);
  const text =
    context.req.header("content-length") === undefined
      ? await readChunks(context, mostBytes, tooLarge)
      : await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(
      "invalid-json",
      `the body is not valid JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
}

/** A body whose length nobody has said. */
async function readChunks(context: Context, mostBytes: number, tooLarge: () => Refused): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of context.req.raw.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A body of a schema; the fields are known so that a misspelt one is named. */
export function parseBody<Value>(body: unknown, schema: z.ZodType<Value>, known: readonly string[]): Value {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Refused("invalid-request", describeIssue(parsed.error.issues[0], known));
}
