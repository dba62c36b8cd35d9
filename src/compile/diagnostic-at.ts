import type { SourceFile } from "ts-morph";
import type { Diagnostic } from "../core/draft/compile-report.ts";

/** Something wrong at a position of the source, in UTF-16 units from its beginning. */
export type Finding = Pick<Diagnostic, "category" | "code" | "message"> & { readonly position: number };

const MAX_LINE_TEXT = 200;
const MAX_MESSAGE = 1_000;
const LINE_WINDOW = 10_000;

/** A finding with its place; line and column count from 1, long texts are cut. */
export function diagnosticAt(file: SourceFile, finding: Finding): Diagnostic {
  const text = file.getFullText();
  const position = Math.min(finding.position, text.length);
  const before = text.slice(0, position).split("\n");
  const lineStart = position - (before.at(-1)?.length ?? 0);
  const [lineText = ""] = text.slice(lineStart, lineStart + LINE_WINDOW).split("\n", 1);
  return {
    category: finding.category,
    code: finding.code,
    message: finding.message.slice(0, MAX_MESSAGE),
    line: before.length,
    column: position - lineStart + 1,
    lineText: lineText.trim().slice(0, MAX_LINE_TEXT),
  };
}
