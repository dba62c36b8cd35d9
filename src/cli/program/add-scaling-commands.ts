import { Argument, type Command, InvalidArgumentError } from "commander";
import { COLLECTION_KINDS, type CollectionKind } from "../../core/task/collection-kind.ts";
import { ANSWER_TYPES, type AnswerType } from "../../core/task/map-cell.ts";
import type { ProposeFlags } from "../../proposing/propose-flags.ts";
import type { ImportFlags } from "../commands/import-problems.ts";
import type { MapFlags } from "../commands/show-map.ts";
import {
  budgetOption,
  configOption,
  countOption,
  dbOption,
  libraryOption,
  seedOption,
  splitNames,
} from "./command-options.ts";

/** As many as fill a few slots, and are looked through over a coffee. */
const USUAL_COUNT = 8;

/** Adds the map of a library, and what proposes tasks for its thin cells. */
export function addScalingCommands(program: Command): void {
  program
    .command("map")
    .description("where the bootcamps of library and record stand, and where there are few")
    .addOption(libraryOption())
    .addOption(dbOption())
    .addOption(configOption())
    .option("--domains <names>", "only these domains, separated by commas", splitNames)
    .option("--list", "every bootcamp with its cell, too")
    .option("--json", "as JSON: every bootcamp with its cell")
    .action(async (flags: MapFlags) => {
      const { showMap } = await import("../commands/show-map.ts");
      process.exitCode = showMap(flags);
    });
  addPropose(program);
  addImport(program);
}

function addImport(program: Command): void {
  program
    .command("import")
    .description("bring a collection of problems in as descriptions, each accounted for")
    .addArgument(new Argument("<kind>", "how it is written").choices([...COLLECTION_KINDS]))
    .argument("<file>", "the collection; for Markdown also a folder")
    .option("--to <folder>", "where the descriptions are written", "imported")
    .option("--domain <name>", "of problems that state none", "algorithms")
    .option("--source <text>", "of problems that state none")
    .option("--licence <text>", "of problems that state none")
    .option("--truncated", "write truncated statements, too")
    .option("--dry-run", "write nothing")
    .option("--json", "as JSON lines: every problem with what became of it")
    .action(async (kind: CollectionKind, file: string, flags: ImportFlags) => {
      const { importProblems } = await import("../commands/import-problems.ts");
      process.exitCode = importProblems(kind, file, flags);
    });
}

function addPropose(program: Command): void {
  program
    .command("propose")
    .description("have a model propose tasks for thin cells of the map, each checked before it is run")
    .addOption(countOption("--count <n>", "how many").default(USUAL_COUNT))
    .option("--to <folder>", "where the descriptions are written", "proposed")
    .option("--domains <names>", "only for these domains, separated by commas", splitNames)
    .option("--answers <types>", `only for these answer types: ${ANSWER_TYPES.join(", ")}`, readAnswers)
    .option("--like <slugs>", "from these bootcamps as parents (and texts) alone", splitNames)
    .option("--from <paths...>", "from these texts, too: files or folders of .md, .txt, .jsonl")
    .option("--licence <text>", "the licence of texts that state none")
    .option("--against <paths...>", "further descriptions that none may be the same as")
    .addOption(libraryOption())
    .addOption(configOption())
    .addOption(dbOption())
    .option("--model <model>", "proposer and checker: ENDPOINT/MODEL, or recorded:PATH")
    .addOption(seedOption())
    .addOption(budgetOption())
    .option("--auto", "run what passes, too, under the same budget")
    .option("--dry-run", "what would be proposed; send and write nothing")
    .addOption(
      countOption("--pick <n>", "instead: the paths of so many that wait, as the bandit would run them"),
    )
    .option("--json", "as JSON lines")
    .action(async (flags: ProposeFlags & { readonly pick?: number }) => {
      const { propose } = await import("../commands/propose.ts");
      process.exitCode = await propose(flags);
    });
}

function readAnswers(text: string): readonly AnswerType[] {
  return splitNames(text).map((name) => {
    const type = ANSWER_TYPES.find((one) => one === name);
    if (type === undefined) throw new InvalidArgumentError(`expected some of ${ANSWER_TYPES.join(", ")}`);
    return type;
  });
}
