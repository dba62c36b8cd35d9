import { randomUUID } from "node:crypto";
import { styleText } from "node:util";

type Colour = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Stands for the escape character until a text is printed: no text from elsewhere can hold it. */
const MARK = `<${randomUUID()}>`;

/** Marks a text to be printed in a colour; whether the terminal takes colours is decided when it is printed. */
export function paint(colour: Colour, text: string): string {
  if (colour === "plain") return text;
  // The style is put around a stand-in, so that escapes in the text itself are never taken for ours.
  const [before = "", after = ""] = styleText(colour, "|", { validateStream: false }).split("|");
  return `${mark(before)}${text}${mark(after)}`;
}

const mark = (escapes: string): string => escapes.replaceAll("\u001b", MARK);

/** Puts escapes in the place of the marks, once every other escape has been made visible. */
export function applyPaint(text: string): string {
  return text.replaceAll(MARK, "\u001b");
}

/** Takes the marks off again. */
export function unpaint(text: string): string {
  return text.split(MARK).reduce((plain, part) => plain + part.replace(/^\[\d+m/, ""));
}
