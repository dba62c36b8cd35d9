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
    .description("what a run is at: tasks, calls, spending, time left, endpoints")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(countOption("--run <n>", "a certain run (default: the latest)"))
    .option("--watch", "until the run ends")
    .option("--json", "as JSON; with --watch a line every two seconds")
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
  asking("pause", "let a run begin no more calls and tasks, until it is resumed");
  asking("resume", "let a paused run go on; one that has ended goes on with: run --resume");
  asking("stop", "end a run as Ctrl-C does: calls under way may finish, and run --resume goes on");

  program
    .command("tune")
    .description("change the limits of a run that is under way")
    .addOption(dbOption())
    .addOption(configOption())
    .addOption(
      new Option("--concurrency <n>", "requests under way at once").argParser((text) => {
        const slots = Number(text);
        if (!/^\d+$/.test(text) || slots < 1 || slots > 1024)
          throw new InvalidArgumentError("expected a number from 1 to 1024");
        return slots;
      }),
    )
    .option("--endpoint <name>", "the endpoint that --concurrency is for (default: each)")
    .addOption(parallelOption())
    .option("--until <time>", "when it shall stop, as for campforge run")
    .option("--budget <amount>", "the most that it may spend, as for campforge run")
    .option("--json", "as JSON: run, status, note")
    .action(async (options: TuneFlags) => ask({ kind: "tune", tuning: tuningOf(options) }, options));
}

async function ask(request: ControlRequest, options: ControlFlags): Promise<void> {
  const { steer } = await import("../commands/steer.ts");
  process.exitCode = await steer(request, options);
}

function tuningOf({ concurrency, endpoint, parallel, until, budget }: TuneFlags): Tuning {
  if (endpoint !== undefined && concurrency === undefined)
    throw new CommandError(EXIT.usage, "--endpoint says which endpoint --concurrency is for: give both");
  const tuning = {
    ...(concurrency === undefined ? {} : { concurrency: { endpoint: endpoint ?? null, slots: concurrency } }),
    ...(parallel === undefined ? {} : { parallel }),
    ...(until === undefined ? {} : { until }),
    ...(budget === undefined ? {} : { budget }),
  };
  if (Object.keys(tuning).length === 0)
    throw new CommandError(
      EXIT.usage,
      "nothing to change: give --concurrency, --parallel, --until or --budget",
    );
  return tuning;
}
