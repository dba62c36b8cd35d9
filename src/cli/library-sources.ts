import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROJECT } from "./project.ts";

/** The bootcamps of the library, by domain and name; `folder` is theirs, from the library's on. */
export function librarySources(): readonly { readonly folder: string; readonly source: string }[] {
  const library = join(PROJECT, "library");
  return readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("bootcamp.ts"))
    .sort()
    .map((file) => ({ folder: dirname(file), source: readFileSync(join(library, file), "utf8") }));
}
