import { type Command, InvalidArgumentError, Option } from "commander";
import type { ControlRequest, Tuning } from "../../core/run/control-request.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { configOption, countOption, dbOption, parallelOption } from "./command-options.ts";

type ControlFlags = { db: string; config?: string; json?: boolean };
type TuneFlags = ControlFlags & {
  concurrency?: number;
  endpoint?: string;
  parallel?: number | "auto";
  until?: string;
  budget?: string;
};

/** Adds the commands that look after a run from another terminal. */
export function addControlCommands(program: Command): void {
  program
    .command("status")
    .description("progress of a run: tasks, calls, spending, time left, endpoints")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(countOption("--run <n>", "the run (default: the latest)"))
    .option("--watch", "refresh until the run ends")
    .option("--json", "as JSON; with --watch, a line every two seconds")
    .action(async (options: ControlFlags & { run?: number; watch?: boolean }) => {
      const { status } = await import("../commands/status.ts");
      process.exitCode = await status(options);
    });

  const asking = (kind: "pause" | "resume" | "stop", description: string): void => {
    program
      .command(kind)
      .description(description)
      .addOption(dbOption())
      .addOption(configOption())
      .option("--json", "as JSON: run, status, note")
      .action(async (options: ControlFlags) => ask({ kind }, options));
  };
  asking("pause", "start no more calls or tasks until the run is resumed");
  asking("resume", "continue a paused run; resume one that has ended with: run --resume");
  asking("stop", "stop a run as Ctrl-C does: calls in flight may finish; run --resume continues it");

  program
    .command("tune")
    .description("change the limits of a running run")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(
      new Option("--concurrency <n>", "concurrent requests").argParser((text) => {
        const slots = Number(text);
        if (!/^\d+$/.test(text) || slots < 1 || slots > 1024)
          throw new InvalidArgumentError("expected a number from 1 to 1024");
        return slots;
      }),
    )
    .option("--endpoint <name>", "the endpoint that --concurrency applies to (default: all)")
    .addOption(parallelOption())
    .option("--until <time>", "when to stop, as for campforge run")
    .option("--budget <amount>", "the spending limit, as for campforge run")
    .option("--json", "as JSON: run, status, note")
    .action(async (options: TuneFlags) => ask({ kind: "tune", tuning: tuningOf(options) }, options));
}

async function ask(request: ControlRequest, options: ControlFlags): Promise<void> {
  const { steer } = await import("../commands/steer.ts");
  process.exitCode = await steer(request, options);
}

function tuningOf({ concurrency, endpoint, parallel, until, budget }: TuneFlags): Tuning {
  if (endpoint !== undefined && concurrency === undefined)
    throw new CommandError(EXIT.usage, "--endpoint says which endpoint --concurrency applies to: give both");
  const tuning = {
    ...(concurrency === undefined ? {} : { concurrency: { endpoint: endpoint ?? null, slots: concurrency } }),
    ...(parallel === undefined ? {} : { parallel }),
    ...(until === undefined ? {} : { until }),
    ...(budget === undefined ? {} : { budget }),
  };
  if (Object.keys(tuning).length === 0)
    throw new CommandError(
      EXIT.usage,
      "Nothing to change: give --concurrency, --parallel, --until or --budget",
    );
  return tuning;
}
