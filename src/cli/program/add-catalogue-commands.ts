import { type Command, Option } from "commander";
import type { LibraryDocsOptions } from "../commands/library-docs.ts";
import type { ListLibraryOptions } from "../commands/list-library.ts";
import type { ShowBootcampOptions } from "../commands/show-bootcamp.ts";
import { addTableOptions, libraryOption, wholeNumber } from "./command-options.ts";

/** Adds `campforge library`, with which people look at what a library holds. */
export function addCatalogueCommands(program: Command): void {
  const library = program
    .command("library")
    .description("look at the bootcamps of a library: list them, show one, write a page for each");
  const list = library
    .command("list", { isDefault: true })
    .description("every bootcamp: domain, name, levels, form of answer, author, the judge's accuracy")
    .addOption(libraryOption());
  addTableOptions(list).action(async (options: ListLibraryOptions) => {
    const { listLibrary } = await import("../commands/list-library.ts");
    process.exitCode = await listLibrary(options);
  });
  library
    .command("show")
    .description("one bootcamp: its card in words, its levels, a case of the easiest and of the hardest")
    .argument("<name>", "its slug, class, folder or title")
    .addOption(libraryOption())
    .addOption(
      new Option("--level <n>", "a case of this level alone, 0 is the easiest").argParser(wholeNumber),
    )
    .addOption(new Option("--seed <n>", "the seed of the cases (default: 0)").argParser(wholeNumber))
    .option("--json", "as JSON: what the class says of itself, its card, the cases")
    .action(async (name: string, options: ShowBootcampOptions) => {
      const { showBootcamp } = await import("../commands/show-bootcamp.ts");
      process.exitCode = await showBootcamp(name, options);
    });
  library
    .command("docs")
    .description("write a page for each bootcamp and domain, and an index, in Markdown")
    .argument("[folder]", "the library (default: library, else the one that ships with Campforge)")
    .option("--to <folder>", "where the pages are written", "docs/library")
    .option("--check", "write nothing, and exit with 8 where a page is not as it would be written")
    .option("--json", "as JSON: pages written, unchanged and removed")
    .action(async (folder: string | undefined, options: LibraryDocsOptions) => {
      const { libraryDocs } = await import("../commands/library-docs.ts");
      process.exitCode = await libraryDocs(folder, options);
    });
}
