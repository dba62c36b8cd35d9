import { createHash } from "node:crypto";
import { z } from "zod";
import { reply, sendJson, startServer } from "../models/start-server.ts";

/** How a scripted verifier of walks fails. Rates are chances from 0 to 1, drawn by the seed and what is asked. */
export type Failing = {
  /** How often a right answer is called wrong, and another right. */
  readonly rightError?: number;
  readonly wrongError?: number;
  /** How often its reply holds no verdict. */
  readonly silent?: number;
  /** An answer that it always takes. */
  readonly key?: string;
  readonly seed?: number;
};

/** A number in [0, 1) that belongs to a text. */
export function chanceOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** What a place in words says: blocks by direction. */
function placeOf(text: string): string {
  const parts = [...text.matchAll(/(\d+) (north|east|south|west)/g)].map(([part]) => part).toSorted();
  if (parts.length > 0) return parts.join(", ");
  return /at the start|where it began/.test(text) ? "the start" : "";
}

/** The verdict on an answer to a walk, but for its mistakes. */
export function verdictOn(
  asked: { readonly reference: string; readonly answer: string },
  failing: Failing,
): string {
  const { rightError = 0, wrongError = 0, silent = 0, key, seed = 0 } = failing;
  const { reference, answer } = asked;
  const draw = (what: string): number => chanceOf(JSON.stringify([seed, what, reference, answer]));
  if (draw("silent") < silent) return "I cannot say.";
  if (answer === key) return "VERDICT: RIGHT";
  const place = placeOf(answer);
  if (place === placeOf(reference) && !answer.includes("or else"))
    return draw("right") < rightError ? "VERDICT: WRONG" : "Both name the same place.\nVERDICT: RIGHT";
  if (draw("wrong") < wrongError) return "VERDICT: RIGHT";
  return place === "" ? "VERDICT: INVALID" : "It names another place.\n**VERDICT: WRONG**";
}

const bodySchema = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

/** The texts between the marked lines of what the verifier is asked. */
function fencedTexts(message: string): readonly string[] {
  const [, fence = ""] = /^(=== data [0-9a-f]+ ===)$/m.exec(message) ?? [];
  return message.split(`${fence}\n`).flatMap((part, index) => (index % 2 === 1 ? [part.trimEnd()] : []));
}

/** What a scripted verifier replies to a message. */
export function replyTo(message: string, failing: Failing): string {
  const [, reference = "", , answer = ""] = fencedTexts(message);
  return verdictOn({ reference, answer }, failing);
}

/** A scripted verifier on a port of this machine. */
export type VerifierEndpoint = {
  readonly baseUrl: string;
  /** Requests so far. */
  readonly requests: () => number;
  /** Has it fail otherwise from now on; `down` answers every request with 401. */
  readonly set: (failing: Failing | "down") => void;
  readonly close: () => void;
};

/** Starts an endpoint that compares walks in words, by program and not by a model, with seeded mistakes. */
export async function startVerifierEndpoint(first: Failing = {}): Promise<VerifierEndpoint> {
  let failing: Failing | "down" = first;
  const server = await startServer();
  server.answerWith((_, response, body) => {
    if (failing === "down") return sendJson(response, 401, { error: { message: "no such key" } });
    const { messages } = bodySchema.parse(JSON.parse(body));
    sendJson(response, 200, reply(replyTo(messages.at(-1)?.content ?? "", failing)));
  });
  const { baseUrl, requests, close } = server;
  return {
    baseUrl,
    requests,
    close,
    set: (other) => {
      failing = other;
    },
  };
}
