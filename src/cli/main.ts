import { createProgram } from "./create-program.ts";
import { runProgram } from "./run-program.ts";

// Started by the launcher, this process ends with it, whatever ended it.
if (process.channel !== undefined) {
  process.on("disconnect", () => process.exit(130));
  process.channel.unref();
}

process.exitCode = await runProgram(createProgram(), process.argv);
