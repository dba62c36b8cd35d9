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
  const long = [...new Set(bare.filter((key) => key.length >= SHORTEST_KEY))];
  if (long.length === 0) return (text) => text;
  const forms = long.flatMap((key) => [
    { length: key.length, pattern: spelledPattern(key) },
    ...[0, 1, 2].flatMap((offset) =>
      encodedAt(key, offset).map((form) => ({ length: form.length, pattern: literally(form) })),
    ),
  ]);
  // The longest first: an encoded key may hold a plain one.
  const sorted = forms.toSorted((a, b) => b.length - a.length).map(({ pattern }) => pattern);
  const pattern = new RegExp([...new Set(sorted)].join("|"), "g");
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

/** Names of the signs that mean something in a page. */
const MARKUP_NAMES: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
};

const LETTER_OR_DIGIT = /^[A-Za-z0-9]$/;

/** A pattern of a key in which each sign may stand as it is, or as addresses, JSON and pages spell it. */
function spelledPattern(key: string): string {
  return [...key]
    .map((sign) => (LETTER_OR_DIGIT.test(sign) ? sign : `(?:${spellingsOf(sign).join("|")})`))
    .join("");
}

/** The spellings of one sign as patterns; itself last, because others begin with it. */
function spellingsOf(sign: string): readonly string[] {
  const name = MARKUP_NAMES[sign];
  const inAddress = encodeURIComponent(sign);
  const inJson = JSON.stringify(sign).slice(1, -1);
  // Beyond the first 65,536 a sign has a number, and two of its halves.
  const halves = sign.split("").map((half) => half.charCodeAt(0));
  const numbers = halves.length > 1 ? [[sign.codePointAt(0) ?? 0], halves] : [halves];
  return [
    ...(name === undefined ? [] : [`&${name};`]),
    ...numbers.map((codes) => codes.map((code) => `&#${code};`).join("")),
    ...numbers.map((codes) => codes.map((code) => `&#x${inEitherCase(code.toString(16))};`).join("")),
    halves.map((half) => `\\\\u${inEitherCase(half.toString(16).padStart(4, "0"))}`).join(""),
    ...(inAddress === sign ? [] : [inEitherCase(inAddress)]),
    ...(inJson === sign ? [] : [literally(inJson)]),
    literally(sign),
  ];
}

/** Hexadecimal digits, which may be capitals or not. */
const inEitherCase = (digits: string): string =>
  digits.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`);

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** The characters of base64 that the key alone decides when `offset` bytes, modulo 3, stand before it. */
function encodedAt(key: string, offset: number): readonly string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
  const first = Math.ceil((offset * 8) / 6);
  const end = Math.floor((bytes.length * 8) / 6);
  return (["base64", "base64url"] as const).map((kind) => bytes.toString(kind).slice(first, end));
}
