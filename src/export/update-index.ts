import { Node, Project, type SourceFile, VariableDeclarationKind } from "ts-morph";
import { type Shelf, shelfName } from "./shelf.ts";

/** Where the list of bootcamps stands in an index. */
const LIST = "bootcamps";

/** An index that lists some shelves, or why a text cannot be one. */
export type UpdatedIndex =
  | { readonly status: "updated"; readonly text: string }
  | { readonly status: "unusable"; readonly reason: string };

/**
 * Puts the shelves into an index: the imports of their cards and the list of bootcamps are written anew, and
 * everything else stays as it is. The same index and shelves give the same text.
 */
export function updateIndex(index: string, shelves: readonly Shelf[]): UpdatedIndex {
  const project = new Project({ useInMemoryFileSystem: true });
  const file = project.createSourceFile("index.ts", index);
  const list = file.getVariableDeclaration(LIST);
  const initializer = list?.getInitializer();
  if (list === undefined || !Node.isArrayLiteralExpression(initializer))
    return { status: "unusable", reason: `it has no list ${LIST}: export const ${LIST} = []` };
  if (list.getVariableStatement()?.getDeclarationKind() !== VariableDeclarationKind.Const)
    return { status: "unusable", reason: `its list ${LIST} is no const` };
  const listed = shelves.map((shelf) => ({ shelf, card: cardImport(shelf) }));
  const cards = listed.flatMap(({ card }) => (card === null ? [] : [card]));
  const entries = listed.length === 0 ? "[]" : `[\n${listed.map(entryText).join("\n")}\n]`;
  const listEdit = { start: initializer.getStart(), end: initializer.getEnd(), text: entries };
  return { status: "updated", text: applyEdits(index, [listEdit, ...importEdits(file, cards)]) };
}

type CardImport = { readonly variable: string; readonly path: string };

/** The card of the current version, or of the last one; null where it has none. */
function cardImport(shelf: Shelf): CardImport | null {
  const { folder, current, former } = shelf;
  const name = shelfName(shelf);
  const variable = `${name.charAt(0).toLowerCase()}${name.slice(1)}Card`;
  if (current !== null) return current.card === null ? null : { variable, path: `./${folder}/card.json` };
  const last = former.at(-1);
  return last === undefined
    ? null
    : { variable, path: `./${folder}/versions/${last.card.version}/card.json` };
}

type Edit = { readonly start: number; readonly end: number; readonly text: string };

/** Takes the imports of cards out, each with its line, and puts new ones behind the other imports. */
function importEdits(file: SourceFile, cards: readonly CardImport[]): readonly Edit[] {
  const [old, others] = [true, false].map((isCard) =>
    file
      .getImportDeclarations()
      .filter((one) => one.getModuleSpecifierValue().endsWith("/card.json") === isCard),
  );
  const text = file.getFullText();
  const lineEnd = (position: number): number => (text[position] === "\n" ? position + 1 : position);
  const removals = (old ?? []).map((one) => ({
    start: one.getStart(),
    end: lineEnd(one.getEnd()),
    text: "",
  }));
  const last = others?.at(-1);
  const at = last === undefined ? 0 : lineEnd(last.getEnd());
  const lines = cards.map(
    ({ variable, path }) => `import ${variable} from "${path}" with { type: "json" };\n`,
  );
  return [...removals, { start: at, end: at, text: lines.join("") }];
}

/** From the end on, so that positions hold; of two at one place the removal comes first. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((done, edit) => done.slice(0, edit.start) + edit.text + done.slice(edit.end), text);
}

function entryText({ shelf, card }: { readonly shelf: Shelf; readonly card: CardImport | null }): string {
  const { folder, current, former } = shelf;
  const version = current === null ? null : (current.card?.version ?? former.length + 1);
  const imports = [
    ...former.map((one) => [one.card.version, `versions/${one.card.version}/bootcamp.ts`] as const),
    ...(version === null ? [] : [[version, "bootcamp.ts"] as const]),
  ].toSorted(([a], [b]) => a - b);
  return [
    "  {",
    `    name: "${shelfName(shelf)}",`,
    `    card: ${card?.variable ?? "null"},`,
    `    current: ${version},`,
    "    versions: {",
    ...imports.map(([number, file]) => `      ${number}: () => import("./${folder}/${file}"),`),
    "    },",
    "  },",
  ].join("\n");
}
