import type { Command } from "commander";
import { countOption, seedOption } from "./command-options.ts";

/** Adds the options that say which cases are drawn. */
export function addDrawing(command: Command): Command {
  return command
    .option("--library <folder>", "the library to draw from", "library")
    .option("--bootcamps <slugs>", "only these of the library, separated by commas", (text) =>
      text.split(",").map((slug) => slug.trim()),
    )
    .addOption(countOption("--cases <n>", "how many cases over all splits (default: 1000)"))
    .option("--levels <levels>", "all, band (those inside the judge's band), or levels such as 0-2,4", "all")
    .addOption(seedOption())
    .option("--split <shares>", "names and shares of the splits", "train=0.95,val=0.05")
    .option("--mixture <file>", "weights, exact numbers and rewards by bootcamp, domain and level");
}
