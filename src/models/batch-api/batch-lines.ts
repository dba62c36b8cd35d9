import { z } from "zod";
import type { Message } from "../../core/calls/completion.ts";
import { parseJson } from "../../core/text/parse-json.ts";
import { breakChatTokens } from "../exchange/chat-tokens.ts";
import { readProblem } from "../exchange/read-problem.ts";

/** A request of a batch: what is asked, and the key that its reply comes back under. */
export type BatchLine = {
  readonly key: string;
  readonly model: string;
  readonly messages: readonly Message[];
  readonly seed: number;
  readonly maxTokens: number;
  readonly temperature: number | null;
};

/** One request's end within a batch. */
export type BatchReply =
  | { readonly status: "answered"; readonly key: string; readonly body: unknown }
  /** A status of HTTP; null where the batch ended before the request was handled. */
  | {
      readonly status: "failed";
      readonly key: string;
      readonly code: number | null;
      readonly reason: string;
    };

/** The input file of a batch: a request a line, as the Batch API has them. */
export function writeBatchFile(lines: readonly BatchLine[]): string {
  return lines.map((line) => `${JSON.stringify(requestOf(line))}\n`).join("");
}

function requestOf({ key, model, messages, seed, maxTokens, temperature }: BatchLine): object {
  return {
    custom_id: key,
    method: "POST",
    url: "/v1/chat/completions",
    body: {
      model,
      messages: messages.map(({ role, text }) => ({ role, content: breakChatTokens(text) })),
      seed,
      max_tokens: maxTokens,
      ...(temperature === null ? {} : { temperature }),
    },
  };
}

const replyLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.int(), body: z.unknown() }).nullish(),
  error: z.unknown().optional(),
});

/** Reads an output or error file. A line that is no reply is left out: its request counts as not handled. */
export function readBatchFile(text: string): readonly BatchReply[] {
  return text.split("\n").flatMap((line): BatchReply[] => {
    const read = replyLine.safeParse(parseJson(line));
    if (!read.success) return [];
    const { custom_id: key, response, error } = read.data;
    if (response?.status_code === 200) return [{ status: "answered", key, body: response.body }];
    const code = response?.status_code ?? null;
    const problems = [readProblem(response?.body ?? {}, ""), readProblem(error ?? {}, "")];
    const reason = problems.flatMap(({ said, code: name }) => [said, name]).find((one) => one !== "");
    return [{ status: "failed", key, code, reason: reason ?? "no reason given" }];
  });
}
