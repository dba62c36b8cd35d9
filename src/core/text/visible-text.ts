/**
 * Characters that change what a reader sees without being seen: controls (C0 but tab and newline, DEL, C1),
 * what programs ignore in display (direction marks, zero-width characters, fillers, tags; not the emoji
 * selector), separators that only some take for line ends, annotations, and halves of surrogate pairs.
 */
const UNSEEN =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\u{2028}\u{2029}\u{fff9}-\u{fffb}]--[\u{fe0f}\t\n]]/gv;

const UNSEEN_RUN = new RegExp(`${UNSEEN.source}+`, "gv");

/** The first such character of a text as its escape, and where it stands; undefined when all can be seen. */
export function findUnseen(text: string): { readonly escape: string; readonly position: number } | undefined {
  const position = text.search(UNSEEN);
  const code = position < 0 ? undefined : text.codePointAt(position);
  return code === undefined ? undefined : { escape: `\\u{${hex(code)}}`, position };
}

/** A piece of a text: as it stands, or a run of unseen characters as their escapes. */
export type VisiblePiece = { readonly text: string; readonly isEscape: boolean };

/** The pieces of `makeVisible`, apart, for those who set escapes off from what was written. */
export function visiblePieces(text: string): readonly VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  let end = 0;
  for (const found of text.matchAll(UNSEEN_RUN)) {
    if (found.index > end) pieces.push({ text: text.slice(end, found.index), isEscape: false });
    pieces.push({ text: makeVisible(found[0]), isEscape: true });
    end = found.index + found[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isEscape: false });
  return pieces;
}

/** A text with every such character as a visible escape, `\u{202e}`; tabs and newlines stay. */
export function makeVisible(text: string): string {
  return text.replace(UNSEEN, escapeOf);
}

/** The same on one line: newlines and tabs are escaped too, so that no text can forge a line of its own. */
export function makeVisibleLine(text: string): string {
  return makeVisible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** JSON text whose unseen characters are JSON escapes: the same value, and nothing that acts on a terminal. */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSEEN, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${hex(found.charCodeAt(at)).padStart(4, "0")}`).join(
      "",
    ),
  );
}

const hex = (code: number): string => code.toString(16);

const escapeOf = (character: string): string => `\\u{${hex(character.codePointAt(0) ?? 0)}}`;
