import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { REWARD_SERVER } from "../../core/training/reward-server.ts";
import type { ServeFlags } from "../commands/serve.ts";
import { configOption, countOption } from "./command-options.ts";

const MIB = 1024 * 1024;

/** Adds `campforge serve` and what shows how difficult its cases are. */
export function addServeCommands(program: Command): void {
  const { responseLength, listLength, bodyBytes } = REWARD_SERVER.limits;
  program
    .command("serve")
    .description("serve rewards and cases of a library to trainers over HTTP")
    .argument("[library]", "the library", "library")
    .option(
      "--host <address>",
      "where to listen; other machines only with CAMPFORGE_TOKEN",
      REWARD_SERVER.host,
    )
    .addOption(
      new Option("--port <n>", "the port, 0 for any that is free")
        .default(REWARD_SERVER.port)
        .argParser(portNumber),
    )
    .option("--allow-host <name...>", "further names that senders may call the server by", [])
    .addOption(
      countOption("--processes <n>", "sandboxes that score at the same time").default(
        availableParallelism(),
        "one per core",
      ),
    )
    .addOption(countOption("--in-flight <n>", "requests under way; more get HTTP 429").default(64))
    .addOption(countOption("--timeout <ms>", "CPU time that one verification may use").default(2_000))
    .addOption(countOption("--max-response <characters>", "the longest response").default(responseLength))
    .addOption(countOption("--max-list <n>", "the longest list").default(listLength))
    .addOption(countOption("--max-body <MiB>", "the largest body").default(bodyBytes / MIB))
    .addOption(
      new Option("--versions <which>", "versions of a bootcamp that are served")
        .choices(["all", "current"])
        .default("all"),
    )
    .option(
      "--state <file>",
      "where the difficulty of each bootcamp is kept; postgres://… shares it with other servers",
      ".campforge/curriculum.json",
    )
    .addOption(configOption())
    .option("--no-watch", "do not read the library again when it changes; SIGHUP still has it read")
    .action(async (library: string, flags: ServeFlags) => {
      const { serve } = await import("../commands/serve.ts");
      process.exitCode = await serve(library, flags);
    });

  program
    .command("curriculum")
    .description("how difficult the cases are that campforge serve draws, and how that came about")
    .option("--state <file>", "where the server keeps it", ".campforge/curriculum.json")
    .option("--json", "as JSON")
    .action(async (options: { state: string; json?: boolean }) => {
      const { curriculum } = await import("../commands/show-curriculum.ts");
      process.exitCode = curriculum(options);
    });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("expected a port, at most 65535");
  return port;
}
