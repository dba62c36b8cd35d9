import { type Command, Option } from "commander";
import type { LibraryDocsOptions } from "../commands/library-docs.ts";
import type { ListLibraryOptions } from "../commands/list-library.ts";
import type { RewriteOptions } from "../commands/rewrite.ts";
import type { ShowBootcampOptions } from "../commands/show-bootcamp.ts";
import { addTableOptions, countOption, libraryOption, wholeNumber } from "./command-options.ts";

/** Adds `campforge library`, with which people look at what a library holds. */
export function addCatalogueCommands(program: Command): void {
  const library = program
    .command("library")
    .description(
      "look after the bootcamps of a library: list them, show one, put one that was written anew in its place, write pages",
    );
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
    .command("rewrite")
    .description(
      "put a class that was written anew, to be faster for one, in the place of the one that it equals",
    )
    .argument("<file>", "the class as it is now written")
    .option("--library <folder>", "the library that it stands in", "library")
    .addOption(
      countOption("--cases <n>", "cases of each level that both have to draw and score alike").default(100),
    )
    .option("--reviewer <name>", "who puts it there (default: CAMPFORGE_REVIEWER, else asked)")
    .option("--note <text>", "why, for the card")
    .option("--dry-run", "only compare, and write nothing")
    .option("--json", "as JSON: what was compared, and what was written")
    .action(async (file: string, options: RewriteOptions) => {
      const { rewrite } = await import("../commands/rewrite.ts");
      process.exitCode = await rewrite(file, options);
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
