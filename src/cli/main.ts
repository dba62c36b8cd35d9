import { createProgram } from "./program/create-program.ts";
import { EXIT } from "../core/run/exit-codes.ts";
import { runProgram } from "./program/run-program.ts";

// Started by the launcher, this process ends with it, whatever ended it.
if (process.channel !== undefined) {
  process.on("disconnect", () => process.exit(EXIT.interrupted));
  process.channel.unref();
}

const code = await runProgram(createProgram(), process.argv);
// Calls that did not end within the grace period must not keep a process alive.
if (code === EXIT.interrupted || code === EXIT.terminated || code === EXIT.stopped) process.exit(code);
process.exitCode = code;
