import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname } from "node:path";

/** One module of the toolkit as TypeScript, by its name without an ending. */
export type ToolkitModule = { readonly name: string; readonly source: string };

/** Where a package has them, apart from the declarations that its users' compilers read. */
const SHIPPED = new URL("./toolkit/", import.meta.url);

const FOLDER = existsSync(SHIPPED) ? SHIPPED : new URL("../bootcamp/", import.meta.url);

/**
 * The toolkit's own modules, sorted by name. From a checkout these are the sources; a package ships them too,
 * because drafts are checked against them.
 */
export function readToolkitSources(): readonly ToolkitModule[] {
  return readdirSync(FOLDER)
    .filter((file) => extname(file) === ".ts" && !file.endsWith(".d.ts"))
    .sort()
    .map((file) => ({ name: basename(file, ".ts"), source: readFileSync(new URL(file, FOLDER), "utf8") }));
}
