import { type Command, InvalidArgumentError, Option } from "commander";
import { readBudgetOption } from "../../core/calls/read-budget.ts";
import type { Budget } from "../../core/calls/spending.ts";
import { DEFAULT_RECORD } from "../../core/run/default-record.ts";

/** The record that a command works on; where it is left out, `choose-record.ts` fills it in. */
export function dbOption(): Option {
  return new Option("--db <file>", `the record (default: the configuration's, or ${DEFAULT_RECORD})`);
}

/** The configuration that a command goes by. */
export function configOption(): Option {
  return new Option("--config <file>", "configuration file (default: campforge.config.json, if it exists)");
}

/** As in the configuration. */
const MOST_PARALLEL = 1024;

/** How many tasks are under way at once: a number, or `auto`. */
export function parallelOption(): Option {
  const about = "tasks processed at once (default: auto, as many as keep the endpoints busy)";
  return new Option("--parallel <n>", about).argParser((text) => {
    if (text === "auto") return text;
    const value = count(text);
    if (value > MOST_PARALLEL) throw new InvalidArgumentError(`expected auto, or at most ${MOST_PARALLEL}`);
    return value;
  });
}

/** Adds how a table is printed. */
export function addTableOptions(command: Command): Command {
  return command
    .option("--sort <column>", "sort by a column; with a minus before it the greatest first")
    .option("--columns <names>", "only these columns, separated by commas", splitNames)
    .addOption(
      new Option("--format <format>", "how it is printed").choices(["table", "csv", "json"]).default("table"),
    )
    .option("--wide", "do not fit the table to the terminal")
    .option("--json", "the same as --format json");
}

/** Reads names that are separated by commas. */
export const splitNames = (text: string): readonly string[] => text.split(",").map((name) => name.trim());

/** Which run of the record a command is about. */
export function runOption(): Option {
  return countOption("--run <n>", "the run (default: the latest)");
}

/** The seed of cases, 0 unless it is given. */
export function seedOption(): Option {
  return new Option("--seed <n>", "seed for drawing cases").default(0).argParser(wholeNumber);
}

/** An option whose value is a whole number from 1 on. */
export function countOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(count);
}

/** Reads a whole number from 1 on. Throws commander's error for anything else. */
export function count(text: string): number {
  const value = wholeNumber(text);
  if (value < 1) throw new InvalidArgumentError("expected at least 1");
  return value;
}

/** Reads a whole number from 0 on. Throws commander's error for anything else. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new InvalidArgumentError("expected a whole number");
  return value;
}

/** What may be spent; may be given twice, for money and for tokens. */
export function budgetOption(): Option {
  return new Option(
    "--budget <amount>",
    "spending limit, all resumes included: money (5.00) or tokens (20Mtok); repeatable",
  ).argParser((text, before: Partial<Budget> | undefined): Partial<Budget> => {
    const read = readBudgetOption(text);
    if (read.status === "invalid") throw new InvalidArgumentError(read.problem);
    return { ...before, ...read.budget };
  });
}

/** The library that a command reads. */
export const libraryOption = (): Option =>
  new Option("--library <folder>", "the library (default: library, else the one that ships with Campforge)");
