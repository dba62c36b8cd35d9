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
  // What stands around a key by mistake, a scheme or quotation marks, is sent as well, and may be taken off by others.
  const bare = keys.flatMap((key) => [key, key.replace(/^["']?(?:Bearer\s+)?["']?|["']$/gi, "")]);
  const forms = new Set(bare.filter((key) => key.length >= SHORTEST_KEY).flatMap(formsOf));
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
  return [key, escaped, lowerCaseEscapes, inJson, ...inMarkup(key), ...inEscapes(key), ...encoded];
}

/** A key as it stands in a page: the signs that mean something there by their names or by their numbers. */
function inMarkup(key: string): readonly string[] {
  const named: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  const hex = (sign: string): string => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`;
  const decimal = (sign: string): string => `&#${sign.codePointAt(0) ?? 0};`;
  return [
    key.replace(/[&<>"']/g, (sign) => named[sign] ?? sign),
    ...[/[&<>"']/g, /[^A-Za-z0-9]/g, /[^A-Za-z0-9_-]/g, /[^A-Za-z0-9_.-]/g, /[^A-Za-z0-9_./-]/g].flatMap(
      (signs) => [
        key.replace(signs, decimal),
        key.replace(signs, hex),
        key.replace(signs, (sign) => named[sign] ?? decimal(sign)),
      ],
    ),
  ];
}

/** A key in a text whose signs are written as \uXXXX, all but letters and digits or those of markup alone. */
function inEscapes(key: string): readonly string[] {
  const escape = (sign: string): string => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  const forms = [/[&<>"'+=/]/g, /[&<>]/g, /[^A-Za-z0-9]/g, /[^A-Za-z0-9_-]/g].map((signs) =>
    key.replace(signs, escape),
  );
  return forms.flatMap((form) => [
    form,
    form.replace(/u00[0-9a-f]{2}/g, (code) => `u${code.slice(1).toUpperCase()}`),
  ]);
}

/** The characters of base64 that the key alone decides when `offset` bytes, modulo 3, stand before it. */
function encodedAt(key: string, offset: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return (["base64", "base64url"] as const).map((kind) => bytes.toString(kind).slice(first, end));
}
