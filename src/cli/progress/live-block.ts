import stringWidth from "string-width";
import { makeVisibleLine } from "../../core/text/visible-text.ts";
import { moveCursor, print, surroundNotices } from "../output/print.ts";
import type { TerminalSize } from "../output/terminal-size.ts";

/** A few lines at the bottom of a terminal that are drawn again and again in the same place. */
export type LiveBlock = {
  readonly draw: (lines: readonly string[]) => void;
  /** Prints something that stays, above the block. */
  readonly above: (say: () => void) => void;
  /** Takes the block away and gives the cursor back. */
  readonly end: () => void;
};

/**
 * Opens a block on the terminal that standard output is. No line is wider than the terminal, and the block is
 * never as high as it. Where the terminal was made narrower since, the old lines have been wrapped: what they
 * take now is counted before they are erased.
 */
export function openLiveBlock(size: TerminalSize): LiveBlock {
  let wanted: readonly string[] = [];
  let drawn: readonly string[] = [];
  const erase = (): void => {
    const { columns } = size();
    const height = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(stringWidth(line) / columns)), 0);
    if (drawn.length > 0) moveCursor({ eraseUp: height });
    drawn = [];
  };
  const paintBlock = (): void => {
    const { columns, rows } = size();
    drawn = wanted
      .slice(0, Math.max(1, rows - 1))
      .map((line) => cutToWidth(makeVisibleLine(line), columns - 1));
    if (drawn.length > 0) print(`${drawn.join("\n")}\n`);
  };
  const above = (say: () => void): void => {
    erase();
    say();
    paintBlock();
  };
  const restore = (): void => moveCursor("show");
  const unsurround = surroundNotices(above);
  moveCursor("hide");
  process.once("exit", restore);
  return {
    draw: (lines) => {
      wanted = lines;
      erase();
      paintBlock();
    },
    above,
    end: () => {
      unsurround();
      erase();
      restore();
      process.off("exit", restore);
    },
  };
}

/** As much of a line as fits into so many cells, with an ellipsis where something is missing. */
export function cutToWidth(line: string, columns: number): string {
  if (stringWidth(line) <= columns) return line;
  let kept = "";
  for (const { segment } of GRAPHEMES.segment(line)) {
    if (stringWidth(`${kept}${segment}…`) > columns) break;
    kept += segment;
  }
  return columns < 1 ? "" : `${kept}…`;
}

const GRAPHEMES = new Intl.Segmenter();
