import { existsSync } from "node:fs";
import { EXIT } from "../../core/run/exit-codes.ts";
import { paint } from "../../core/text/paint.ts";
import { checkConfiguration } from "../../doctor/check-configuration.ts";
import { checkInstallation } from "../../doctor/check-installation.ts";
import { readConfig } from "../../files/read-config.ts";
import { type NextStep, renderNext } from "../../record/render-next.ts";
import { keyOf, readProxy } from "../input/environment.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";

/** A run needs descriptions: those that are configured, or a folder of them. */
function nextStep(tasks: readonly string[]): NextStep {
  if (tasks.length > 0 && tasks.every((path) => existsSync(path)))
    return ["campforge run --dry-run", "what a run would take"];
  return existsSync("tasks")
    ? ["campforge run tasks/ --dry-run", "what a run would take"]
    : ["campforge init", "a configuration and a description to begin with"];
}

/** Looks whether everything that a run needs is there, and says what to do where it is not. */
export async function doctor(options: {
  readonly config?: string;
  readonly json?: boolean;
  readonly probe?: boolean;
}): Promise<number> {
  const config = readConfig(options.config);
  const about = { keyOf, proxy: readProxy(), probe: options.probe === true, warn: printNoticeLine };
  const findings = [...(await checkInstallation()), ...(await checkConfiguration(config, about))];
  if (options.json === true) {
    const checks = findings.map(({ what, ok, detail }) => ({ name: what, ok, detail }));
    printJson({ passed: findings.every(({ ok }) => ok), checks }, 2);
  } else {
    for (const { what, ok, detail } of findings) {
      print(`${paint(ok ? "green" : "red", ok ? "✓" : "✗")} ${what.padEnd(22)} ${detail}\n`);
    }
    if (findings.every(({ ok }) => ok)) print(`\n${renderNext([nextStep(config.tasks)])}`);
  }
  return findings.find(({ ok }) => !ok)?.exitCode ?? EXIT.done;
}
