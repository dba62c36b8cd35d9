import type { Command } from "commander";
import { readConfig } from "../../files/read-config.ts";

/**
 * Gives a command that works on a record its file, unless --db names one: the `db` of the configuration, which
 * has a default. Throws a CommandError where the configuration cannot be used.
 */
export function chooseRecord(command: Command): void {
  const { db, config }: { readonly db?: string; readonly config?: string } = command.opts();
  const hasRecord = command.options.some((option) => option.attributeName() === "db");
  if (hasRecord && db === undefined) command.setOptionValueWithSource("db", readConfig(config).db, "config");
}
