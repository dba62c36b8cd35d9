import { ts } from "ts-morph";

/**
 * To a script `<!--` and `-->` begin a comment, to a module they are operators: what the compiler has read would not be
 * what runs. Every place where one stands in code.
 */
export function findHtmlComments(
  source: ts.SourceFile,
): readonly { readonly text: string; readonly position: number }[] {
  const marks = [...source.text.matchAll(/<!--|-->/g)];
  return marks.flatMap(({ 0: text, index: position }) =>
    isCode(source, position) ? [{ text, position }] : [],
  );
}

/** Whether a position lies in what is executed, and not within a text, a pattern or a comment. */
function isCode(source: ts.SourceFile, position: number): boolean {
  let innermost: ts.Node = source;
  for (let inner: ts.Node | undefined = source; inner !== undefined;) {
    innermost = inner;
    inner = ts.forEachChild(inner, (child) =>
      child.getFullStart() <= position && position < child.getEnd() ? child : undefined,
    );
  }
  if (position < innermost.getStart(source)) return false; // in a comment before it
  return !(
    ts.isStringLiteralLike(innermost) ||
    ts.isTemplateHead(innermost) ||
    ts.isTemplateMiddle(innermost) ||
    ts.isTemplateTail(innermost) ||
    ts.isRegularExpressionLiteral(innermost)
  );
}
