import { makeVisible, makeVisibleLine, visibleJson } from "../core/visible-text.ts";
import { applyPaint } from "./paint.ts";

/*
 * Everything that a command says goes through here: texts from models, descriptions and the record may hold
 * characters that act on a terminal, and only what `paint` adds may.
 */

/** Prints a text as it is to be read, unseen characters as escapes; newlines stay. */
export function print(text: string): void {
  process.stdout.write(applyPaint(makeVisible(text)));
}

/** Prints one line: whatever stands in the text, it stays one. */
export function printLine(text: string): void {
  process.stdout.write(`${applyPaint(makeVisibleLine(text))}\n`);
}

/** Prints a value as JSON on one line, or indented. */
export function printJson(value: unknown, indent?: number): void {
  process.stdout.write(`${visibleJson(value, indent)}\n`);
}

/** Says something on standard error, behind the program's name; newlines stay. */
export function printNotice(text: string): void {
  process.stderr.write(`campforge: ${makeVisible(text)}\n`);
}

/** The same on one line, for texts that are not ours. */
export function printNoticeLine(text: string): void {
  process.stderr.write(`campforge: ${makeVisibleLine(text)}\n`);
}
