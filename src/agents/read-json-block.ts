import { parseJson } from "../core/text/parse-json.ts";

/** The JSON of the last fenced block of a reply, or of the whole reply; undefined where there is none. */
export function readJsonBlock(text: string): unknown {
  const blocks = [...text.matchAll(/^ {0,3}```(?:json)?[ \t]*\r?\n([\s\S]*?)^ {0,3}```[ \t]*$/gim)];
  const last = blocks.at(-1)?.[1];
  return parseJson(last ?? text);
}
