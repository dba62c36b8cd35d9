import { type SourceFile, ts } from "ts-morph";
import type { SourcePiece, SourceText } from "../core/draft/compile-report.ts";

/**
 * The comments, strings, numbers and declared names of a source, with their lines: where simplifications
 * are admitted, and words that open every door. Walks the compiler's own nodes: wrapping each of them costs more than the type check.
 */
export function collectSourceText(file: SourceFile): SourceText {
  const source = file.compilerNode;
  const strings: SourcePiece[] = [];
  const numbers: SourcePiece[] = [];
  const names: SourcePiece[] = [];
  const comments = new Map<number, SourcePiece>();
  const text = source.text;
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;

  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.pos) ?? []) {
      comments.set(range.pos, { line: lineAt(range.pos), text: text.slice(range.pos, range.end) });
    }
    for (const range of ts.getTrailingCommentRanges(text, node.end) ?? []) {
      comments.set(range.pos, { line: lineAt(range.pos), text: text.slice(range.pos, range.end) });
    }
    if (ts.isImportDeclaration(node)) return;
    if (isText(node)) strings.push({ line: lineAt(node.getStart(source)), text: node.text });
    else if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node)) {
      numbers.push({ line: lineAt(node.getStart(source)), text: node.text.replace(/n$/, "") });
    } else if (ts.isIdentifier(node) && isDeclaredName(node)) {
      names.push({ line: lineAt(node.getStart(source)), text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return { comments: [...comments.values()].toSorted((a, b) => a.line - b.line), strings, numbers, names };
}

type TextNode =
  ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isText(node: ts.Node): node is TextNode {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node;
  return "name" in parent && parent.name === node && !ts.isPropertyAccessExpression(parent);
}
