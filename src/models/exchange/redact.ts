import { type Completion, ModelFault } from "../../core/calls/completion.ts";

/** What stands where a key stood. */
export const KEY_MARK = "«key»";

/** Shorter keys are words such as "none", and taking them out would damage replies. */
const SHORTEST_KEY = 6;

/** Takes keys out of texts. */
export type Redact = (text: string) => string;

/**
 * A function that replaces each key, and its forms in base64 (wherever in the encoded bytes it stands) and
 * in addresses, by «key». Keys of fewer than six characters are left alone.
 */
export function createRedact(keys: readonly string[]): Redact {
  const forms = new Set(keys.filter((key) => key.length >= SHORTEST_KEY).flatMap(formsOf));
  if (forms.size === 0) return (text) => text;
  // The longest first: an encoded key may hold a plain one.
  const pattern = new RegExp(
    [...forms]
      .toSorted((a, b) => b.length - a.length)
      .map((form) => form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))
      .join("|"),
    "g",
  );
  return (text) => text.replace(pattern, KEY_MARK);
}

/** A completion without keys. */
export function redactCompletion(completion: Completion, redact: Redact): Completion {
  switch (completion.status) {
    case "complete":
    case "truncated":
      return { ...completion, text: redact(completion.text), thinking: redact(completion.thinking) };
    case "empty":
      return { ...completion, thinking: redact(completion.thinking) };
    case "refused":
    case "failed":
      return { ...completion, reason: redact(completion.reason) };
  }
}

/** An error without keys in its message, trace or causes; the same one when there was nothing to take out. */
export function redactError(error: unknown, redact: Redact): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? redact(error) : error;
  const { message, stack = "", cause } = error;
  const cleanCause = redactError(cause, redact);
  if (redact(message) === message && redact(stack) === stack && cleanCause === cause) return error;
  const options = cleanCause === undefined ? undefined : { cause: cleanCause };
  const clean =
    error instanceof ModelFault
      ? new ModelFault(error.kind, redact(message), options)
      : new Error(redact(message), options);
  clean.stack = redact(stack);
  return clean;
}

function formsOf(key: string): readonly string[] {
  const escaped = encodeURIComponent(key);
  const lowerCaseEscapes = escaped.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const inJson = JSON.stringify(key).slice(1, -1);
  const encoded = [0, 1, 2].flatMap((offset) => encodedAt(key, offset));
  return [key, escaped, lowerCaseEscapes, inJson, ...encoded];
}

/** The characters of base64 that the key alone decides when `offset` bytes, modulo 3, stand before it. */
function encodedAt(key: string, offset: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return (["base64", "base64url"] as const).map((kind) => bytes.toString(kind).slice(first, end));
}
