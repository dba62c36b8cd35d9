import { makeVisible, makeVisibleLine, visibleJson } from "../../core/text/visible-text.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { applyPaint, unpaint } from "../../core/text/paint.ts";

/*
 * Everything that a command says goes through here: texts from models, descriptions and the record may hold
 * characters that act on a terminal, and only what `paint` adds may, and what moves a terminal's cursor.
 */

/** Prints a text as it is to be read, unseen characters as escapes; newlines stay. */
export function print(text: string): void {
  write("stdout", resolvePaint(makeVisible(text)));
}

/** Prints one line: whatever stands in the text, it stays one. */
export function printLine(text: string): void {
  write("stdout", `${resolvePaint(makeVisibleLine(text))}\n`);
}

/** Colours where standard output is a terminal that takes them. */
function resolvePaint(text: string): string {
  return process.stdout.isTTY && process.stdout.hasColors() ? applyPaint(text) : unpaint(text);
}

/** Prints a value as JSON on one line, or indented. */
export function printJson(value: unknown, indent?: number): void {
  write("stdout", `${visibleJson(value, indent)}\n`);
}

/** Says something on standard error, behind the program's name; newlines stay. */
export function printNotice(text: string): void {
  write("stderr", `campforge: ${makeVisible(text)}\n`);
}

/** The same on one line, for texts that are not ours. */
export function printNoticeLine(text: string): void {
  write("stderr", `campforge: ${makeVisibleLine(text)}\n`);
}

/** Where the terminal's cursor shall go, and what is erased on the way. */
export type CursorMove = "hide" | "show" | { readonly eraseUp: number };

/** Moves the cursor of the terminal on standard output. */
export function moveCursor(move: CursorMove): void {
  if (move === "hide") write("stdout", "\u001b[?25l");
  else if (move === "show") write("stdout", "\u001b[?25h");
  else write("stdout", `${move.eraseUp > 0 ? `\u001b[${move.eraseUp}A` : ""}\r\u001b[0J`);
}

type Stream = "stdout" | "stderr";

const lost = new Set<Stream>();
const aroundNotices = new Set<(writeNotice: () => void) => void>();
let onLoss: (() => void) | undefined;

function write(stream: Stream, text: string): void {
  if (lost.has(stream)) return;
  const say = (): void => {
    process[stream].write(text);
  };
  const [around] = aroundNotices;
  if (stream === "stderr" && around !== undefined) around(say);
  else say();
}

/** Has every notice said through a function, which may clear a place for it; returns what ends that. */
export function surroundNotices(around: (writeNotice: () => void) => void): () => void {
  aroundNotices.add(around);
  return () => aroundNotices.delete(around);
}

/** Prints nothing any more: there is no terminal. */
export function silenceOutput(): void {
  lost.add("stdout").add("stderr");
}

/** Calls back when nobody reads standard output any more, instead of ending the process; returns what ends that. */
export function onOutputLoss(listener: () => void): () => void {
  onLoss = listener;
  return () => {
    onLoss = undefined;
  };
}

/**
 * Minds readers that go away, such as `head`, and terminals that are closed: a command that only prints is
 * done then, others are told.
 */
export function mindOutputLoss(): void {
  for (const stream of ["stdout", "stderr"] as const) {
    process[stream].on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
      lost.add(stream);
      if (stream === "stderr") return;
      if (onLoss === undefined) process.exit(EXIT.done);
      onLoss();
    });
  }
}
