import { randomUUID } from "node:crypto";
import { inspect } from "node:util";

type Colour = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Stands for the escape character until a text is printed: no text from elsewhere can hold it. */
const MARK = `<${randomUUID()}>`;

/** Colours a text where standard output is a terminal that takes colours, and leaves it plain elsewhere. */
export function paint(colour: Colour, text: string): string {
  const codes = colour === "plain" || !takesColours() ? undefined : inspect.colors[colour];
  return codes === undefined ? text : `${MARK}[${codes[0]}m${text}${MARK}[${codes[1]}m`;
}

/** Puts the escapes of `paint` in, once every other escape has been made visible. */
export function applyPaint(text: string): string {
  return text.replaceAll(MARK, "\u001b");
}

function takesColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

/** Takes the colours of `paint` off again. */
export function unpaint(text: string): string {
  return text.split(MARK).reduce((plain, part) => plain + part.replace(/^\[\d+m/, ""));
}
