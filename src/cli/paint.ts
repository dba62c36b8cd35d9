import { styleText } from "node:util";

type Colour = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Colours a text where standard output is a terminal that takes colours, and leaves it plain elsewhere. */
export function paint(colour: Colour, text: string): string {
  return colour === "plain" || !takesColours() ? text : styleText(colour, text, { validateStream: false });
}

function takesColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}
