import { type Command, InvalidArgumentError, Option } from "commander";
import type { ReviewFlags } from "../commands/review.ts";
import { dbOption } from "./command-options.ts";

/** Adds `campforge review`; its code is loaded when it runs. */
export function addReviewPage(program: Command): void {
  program
    .command("review")
    .description("serve a local web page for reviewing a run's bootcamps")
    .addOption(dbOption())
    .option(
      "--config <file>",
      "configuration, also of the rounds that reviewers ask for (default: campforge.config.json, if it is there)",
    )
    .option(
      "--library <folder>",
      "the library to look at (default: ./library if it is there, else the one that ships with Campforge)",
    )
    .addOption(
      new Option("--port <n>", "the port (default: any free one)").default(0, "").argParser(portNumber),
    )
    .option("--host <address>", "127.0.0.1 or ::1; other addresses are refused", "127.0.0.1")
    .option("--reviewer <name>", "name stored with decisions (default: CAMPFORGE_REVIEWER, else asked once)")
    .action(async (flags: ReviewFlags) => {
      const { review } = await import("../commands/review.ts");
      process.exitCode = await review(flags);
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("expected a port, at most 65535");
  return port;
}
