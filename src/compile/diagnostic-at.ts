import type { SourceFile } from "ts-morph";
import type { Diagnostic } from "../core/compile-report.ts";

const MAX_LINE_TEXT = 200;
const MAX_MESSAGE = 1_000;

/** A diagnostic with its place; line and column count from 1, long texts are cut. */
export function diagnosticAt(
  file: SourceFile,
  position: number,
  about: Pick<Diagnostic, "category" | "code" | "message">,
): Diagnostic {
  const { line, column } = file.getLineAndColumnAtPos(Math.min(position, file.getEnd()));
  const lineText = file.getFullText().split("\n")[line - 1] ?? "";
  return {
    category: about.category,
    code: about.code,
    message: about.message.slice(0, MAX_MESSAGE),
    line,
    column,
    lineText: lineText.trim().slice(0, MAX_LINE_TEXT),
  };
}
