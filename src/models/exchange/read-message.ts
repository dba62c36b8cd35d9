import { z } from "zod";
import { separateThinking } from "../../bootcamp/index.ts";
import { withoutEndOfTurn } from "../../bootcamp/end-of-turn.ts";

const looseObject = z.looseObject({});

/** What one choice of a chat completion says, by what it is. Nothing in it is trimmed or free of keys yet. */
export type Said = {
  readonly text: string;
  readonly thinking: string;
  readonly refusal: string;
  /** Names of the tools that it wants called. */
  readonly tools: readonly string[];
};

/**
 * Reads a message however its endpoint writes it: content as a text, as one part or as a list of them, thinking in
 * fields of its own, in parts or in tags. Where thinking came in a place of its own, the text is left as it is, but
 * for the tokens that end a turn.
 */
export function readMessage(message: unknown): Said {
  const fields = fieldsOf(message);
  const parts = partsOf(fields["content"]);
  const textOf = (kind: Part["kind"]): string =>
    parts.flatMap((part) => (part.kind === kind ? [part.text] : [])).join("");
  const apart = [
    ...["reasoning_content", "reasoning", "thinking", "thinking_content"].map((name) => textIn(fields[name])),
    // Some gateways write the same twice; the details alone hold it where it is encrypted otherwise.
    ...(textIn(fields["reasoning"]) === "" ? [textIn(fields["reasoning_details"])] : []),
    textOf("thinking"),
  ].filter((part) => part.trim() !== "");
  const content = textOf("text");
  const refusal = `${textIn(fields["refusal"])}${textOf("refusal")}`;
  const tools = toolsOf(fields);
  if (apart.length > 0)
    return { text: withoutEndOfTurn(content), thinking: [...new Set(apart)].join("\n"), refusal, tools };
  return { ...separateThinking(content), refusal, tools };
}

/** Whether a message says where it puts its thinking: the field, or nothing. */
export function reasoningField(message: unknown): "reasoning_content" | "reasoning" | "parts" | undefined {
  const fields = fieldsOf(message);
  for (const name of ["reasoning_content", "reasoning"] as const)
    if (textIn(fields[name]).trim() !== "") return name;
  return partsOf(fields["content"]).some(({ kind }) => kind === "thinking") ? "parts" : undefined;
}

type Part = { readonly kind: "text" | "thinking" | "refusal" | "other"; readonly text: string };

function partsOf(content: unknown): readonly Part[] {
  if (typeof content === "string") return [{ kind: "text", text: content }];
  if (Array.isArray(content)) return content.flatMap(partsOf);
  if (typeof content !== "object" || content === null) return [];
  const part = fieldsOf(content);
  const kind = kindOf(part["type"]);
  const said =
    kind === "other" ? "" : textIn(part[kind] ?? part["text"] ?? part["thinking"] ?? part["content"]);
  return [{ kind, text: said === "" && kind === "thinking" ? textIn(part["summary"]) : said }];
}

/** A part without a type is text; others are told by what their type speaks of. */
function kindOf(type: unknown): Part["kind"] {
  if (type === undefined || type === null) return "text";
  if (typeof type !== "string") return "other";
  if (/think|reason|thought/i.test(type)) return "thinking";
  if (/refus/i.test(type)) return "refusal";
  return /text/i.test(type) ? "text" : "other";
}

/** The text of a field that holds one, or a list of parts with texts. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textIn).join("");
  if (typeof value !== "object" || value === null) return "";
  const { text, thinking, summary, content } = fieldsOf(value);
  return textIn(text ?? thinking ?? summary ?? content);
}

function toolsOf(fields: Readonly<Record<string, unknown>>): readonly string[] {
  const calls = Array.isArray(fields["tool_calls"]) ? fields["tool_calls"] : [];
  const called = [...calls.map((call) => fieldsOf(call)["function"] ?? call), fields["function_call"]];
  return called.flatMap((call) => {
    const { name } = fieldsOf(call);
    return typeof name === "string" && name !== "" ? [name] : [];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const read = looseObject.safeParse(value);
  return read.success ? read.data : {};
}
