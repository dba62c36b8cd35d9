import { Node, type SourceFile } from "ts-morph";
import type { SourcePiece, SourceText } from "../core/compile-report.ts";

/** The comments, strings and declared names of a source, with their lines: where simplifications are admitted. */
export function collectSourceText(file: SourceFile): SourceText {
  const strings: SourcePiece[] = [];
  const names: SourcePiece[] = [];
  file.forEachDescendant((node) => {
    const line = node.getStartLineNumber();
    if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) {
      if (!Node.isImportDeclaration(node.getParent())) strings.push({ line, text: node.getLiteralText() });
    } else if (Node.isTemplateHead(node) || Node.isTemplateMiddle(node) || Node.isTemplateTail(node)) {
      strings.push({ line, text: node.getLiteralText() });
    } else if (Node.isIdentifier(node) && isDeclaredName(node)) names.push({ line, text: node.getText() });
  });
  return { comments: collectComments(file), strings, names };
}

function isDeclaredName(node: Node): boolean {
  const parent = node.getParent();
  return (
    parent !== undefined &&
    Node.hasName(parent) &&
    parent.getNameNode() === node &&
    !Node.isPropertyAccessExpression(parent)
  );
}

function collectComments(file: SourceFile): SourcePiece[] {
  const found: SourcePiece[] = [];
  const seen = new Set<number>();
  file.forEachDescendant((node) => {
    for (const range of [...node.getLeadingCommentRanges(), ...node.getTrailingCommentRanges()]) {
      if (seen.has(range.getPos())) continue;
      seen.add(range.getPos());
      found.push({ line: file.getLineAndColumnAtPos(range.getPos()).line, text: range.getText() });
    }
  });
  return found.toSorted((a, b) => a.line - b.line);
}
