import { parseJson } from "../../core/text/parse-json.ts";

/** What became of a reply that came in pieces. */
export type Streamed =
  /** The pieces put together, as the endpoint would have written them at once; or its error. */
  | { readonly status: "read"; readonly raw: unknown }
  | { readonly status: "too large" }
  /** The stream ended, and the reply had not. */
  | { readonly status: "ended early" };

/** Each piece comes in an envelope many times its size. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Reads a chat completion from server-sent events. The text that they hold together is at most `mostCharacters`, their
 * thinking included. Throws what the connection throws.
 */
export async function readStream(body: AsyncIterable<Uint8Array>, mostCharacters: number): Promise<Streamed> {
  const decoder = new TextDecoder();
  const reply = new StreamedReply();
  let bytes = 0;
  let rest = "";
  for await (const part of body) {
    bytes += part.byteLength;
    rest += decoder.decode(part, { stream: true });
    const lines = rest.split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    for (const line of lines) reply.take(line);
    if (bytes > MOST_BYTES || reply.characters + rest.length > mostCharacters) return { status: "too large" };
  }
  reply.take(rest);
  if (reply.error !== undefined) return { status: "read", raw: reply.error };
  if (!reply.hasChoice && reply.plain !== "") {
    const whole = parseJson(reply.plain);
    if (typeof whole === "object" && whole !== null) return { status: "read", raw: whole };
  }
  return reply.isWhole() ? { status: "read", raw: reply.raw() } : { status: "ended early" };
}

/** A reply as it grows. */
class StreamedReply {
  characters = 0;
  error: unknown;
  hasChoice = false;
  /** What stood in no event: some endpoints send a whole reply under the name of a stream. */
  plain = "";
  #message: Record<string, unknown> = {};
  #finishReason: unknown = null;
  #usage: unknown;
  #isDone = false;

  take(line: string): void {
    // No pattern: a dot would stop at U+2028, which JSON may hold.
    if (!line.startsWith("data:")) {
      if (/^(?:event|id|retry)?:|^\s*$/.test(line)) return;
      this.plain += `${line}\n`;
      this.characters += line.length;
      return;
    }
    const data = line.slice("data:".length);
    if (data.trim() === "[DONE]") this.#isDone = true;
    else this.#takeEvent(parseJson(data));
  }

  #takeEvent(event: unknown): void {
    if (typeof event !== "object" || event === null) return;
    if ("error" in event && event.error !== null) this.error ??= event;
    if ("usage" in event && event.usage !== null) this.#usage = event.usage;
    const choices: unknown = "choices" in event ? event.choices : undefined;
    const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
    if (typeof choice !== "object" || choice === null) return;
    this.hasChoice = true;
    if ("finish_reason" in choice && choice.finish_reason !== null) this.#finishReason = choice.finish_reason;
    const delta: unknown =
      "delta" in choice ? choice.delta : "message" in choice ? choice.message : undefined;
    if (typeof delta === "object" && delta !== null) this.#grow(delta);
  }

  #grow(delta: object): void {
    for (const [name, piece] of Object.entries(delta)) {
      const before = this.#message[name];
      if (typeof piece === "string" && name !== "role") {
        this.characters += piece.length;
        this.#message[name] = typeof before === "string" ? before + piece : piece;
      } else if (Array.isArray(piece)) {
        this.characters += JSON.stringify(piece).length;
        this.#message[name] = Array.isArray(before) ? [...before, ...piece] : piece;
      }
    }
  }

  isWhole(): boolean {
    return this.hasChoice && (this.#finishReason !== null || this.#isDone);
  }

  raw(): unknown {
    const choice = { index: 0, message: this.#message, finish_reason: this.#finishReason };
    return { choices: [choice], ...(this.#usage === undefined ? {} : { usage: this.#usage }) };
  }
}
