import { z } from "zod";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { parseJson } from "../core/text/parse-json.ts";
import { describeIssue } from "../files/describe-issue.ts";
import { readText } from "../files/read-text.ts";
import type { Benchmark } from "./benchmark/benchmark.ts";
import type { SaidReply } from "./sample-candidate.ts";

const replySchema = z.object({
  /** The case, as the frozen benchmark names it. */
  id: z.string(),
  /** The whole reply, thinking included if it is in there; null or empty where the model said nothing. */
  response: z.string().nullable(),
  /** Which of several, counted from 0; by the order of the lines where none says. */
  sample: z.int().min(0).max(999).optional(),
  /** OpenAI's: `length` for a reply that was cut off, `content_filter` for one that was withheld. */
  finish_reason: z.string().nullish(),
});

type ReplyLine = z.infer<typeof replySchema>;

/** Replies by the name of their case, in the order of their samples; a sample that is not there failed. */
export type Replies = {
  readonly samples: number;
  readonly of: (id: string) => readonly SaidReply[];
};

/** Reads replies to a benchmark's cases. Throws a CommandError that names the line which is not as expected. */
export function readReplies(file: string, benchmark: Benchmark): Replies {
  const read = readText(file);
  if (read.status === "refused") throw refused(file, `${read.problem}; ${EXPECTED}`);
  const known = new Set(benchmark.cases.map(({ id }) => id));
  const replies = new Map<string, (SaidReply | undefined)[]>();
  for (const [index, text] of read.text.split("\n").entries()) {
    if (text.trim() === "") continue;
    const at = `${file}:${index + 1}`;
    const reply = parseReply(text, at);
    if (!known.has(reply.id))
      throw refused(
        at,
        `the benchmark has no case ${reply.id}; take ids from its lines, as they stand there`,
      );
    const own = replies.get(reply.id) ?? [];
    const { sample = own.length } = reply;
    if (own[sample] !== undefined) throw refused(at, `sample ${sample} of ${reply.id} is there twice`);
    own[sample] = saidBy(reply);
    replies.set(reply.id, own);
  }
  if (replies.size === 0) throw refused(file, `holds no reply; ${EXPECTED}`);
  const samples = Math.max(...[...replies.values()].map(({ length }) => length));
  return {
    samples,
    of: (id) =>
      Array.from({ length: samples }, (_, sample) => replies.get(id)?.[sample] ?? { status: "failed" }),
  };
}

const EXPECTED = 'expected JSON lines such as {"id": "futoshiki@1/0/3fa9c2…", "response": "…"}';

function parseReply(text: string, at: string): ReplyLine {
  const value = parseJson(text);
  if (value === undefined) throw refused(at, `is not valid JSON; ${EXPECTED}`);
  const reply = replySchema.safeParse(value);
  if (!reply.success) throw refused(at, `${describeIssue(reply.error.issues[0])}; ${EXPECTED}`);
  return reply.data;
}

function saidBy({ response, finish_reason: reason }: ReplyLine): SaidReply {
  if (reason === "length") return { status: "truncated" };
  if (reason === "content_filter") return { status: "refused" };
  return response === null || response.trim() === ""
    ? { status: "empty" }
    : { status: "complete", text: response };
}

const refused = (at: string, problem: string): CommandError =>
  new CommandError(EXIT.usage, `${at}: ${problem}`);
