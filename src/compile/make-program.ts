import { stripTypeScriptTypes } from "node:module";
import { type SourceFile, SyntaxKind } from "ts-morph";
import type { Edit } from "./read-constant.ts";

/** The variable under which a draft's script finds the toolkit; the sandbox passes it in. */
const TOOLKIT = "__toolkit";

/** A script, and where a position of the source stands in it; one that was replaced, at its beginning. */
export type Script = {
  readonly code: string;
  readonly toScript: (position: number) => number;
  /** The name of what the module exports by default. */
  readonly exported: string;
};

/**
 * A module as a script whose completion value is its default-exported class or function, or an object of those
 * of `named` that it exports. Types are blanked and the imports replaced in place, so that every line number is
 * that of the source. The source must have passed the contract check. With `kept`, edits of its own, the script
 * takes a second argument, by which it hands over what outlives a call.
 */
export function makeScript(
  file: SourceFile,
  named: readonly string[] = [],
  kept: readonly Edit[] | null = null,
): Script {
  const edits: Edit[] = [];
  for (const declaration of file.getImportDeclarations()) {
    const names = declaration.getNamedImports().filter((name) => !name.isTypeOnly());
    const bindings = names.map((name) => {
      const alias = name.getAliasNode()?.getText();
      return alias === undefined ? name.getName() : `${name.getName()}: ${alias}`;
    });
    const lines = "\n".repeat(declaration.getEndLineNumber() - declaration.getStartLineNumber());
    const text = declaration.isTypeOnly() ? lines : `const { ${bindings.join(", ")} } = ${TOOLKIT};${lines}`;
    edits.push({ start: declaration.getStart(), end: declaration.getEnd(), text });
  }
  for (const node of [...file.getClasses(), ...file.getFunctions()]) {
    for (const modifier of node.getModifiers()) {
      if (
        modifier.getKind() === SyntaxKind.ExportKeyword ||
        modifier.getKind() === SyntaxKind.DefaultKeyword
      ) {
        edits.push({ start: modifier.getStart(), end: modifier.getEnd(), text: "" });
      }
    }
  }
  const exported =
    named.length > 0
      ? `{ ${named.filter((name) => file.getFunction(name)?.hasExportKeyword() === true).join(", ")} }`
      : ([...file.getClasses(), ...file.getFunctions()].find((one) => one.isDefaultExport())?.getName() ??
        "undefined");
  // Behind the others: what is put in before them must not move them.
  edits.push(...(kept ?? []));
  let source = file.getFullText();
  for (const { start, end, text } of edits.toSorted((a, b) => b.start - a.start)) {
    source = source.slice(0, start) + text + source.slice(end);
  }
  const opening = `((${TOOLKIT}${kept === null ? "" : ", __keep"}) => { "use strict"; `;
  return {
    exported,
    code: `${opening}${stripTypeScriptTypes(source)}\nreturn ${exported}; })`,
    // Types are blanked, which moves nothing; the edits do.
    toScript: (position) =>
      edits
        .filter(({ end }) => end <= position)
        .reduce(
          (moved, { start, end, text }) => moved + text.length - (end - start),
          opening.length + position,
        ),
  };
}
