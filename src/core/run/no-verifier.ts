import { CommandError, EXIT } from "./exit-codes.ts";

/** The error where a class has its answers compared by a model and a configuration, by its file, names none. */
export function noVerifier(what: string, configuration: string | null): CommandError {
  const named = configuration ?? "no configuration";
  const file = configuration ?? "campforge.config.json (campforge init creates one)";
  return new CommandError(
    EXIT.configuration,
    `${what} has its answers compared by a model, and ${named} names none: write "verifier": {"endpoint": …, "model": …} into ${file}, or give --config. docs/configuration.md describes it.`,
  );
}
