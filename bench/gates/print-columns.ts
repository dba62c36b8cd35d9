import { alignColumns } from "../../src/core/text/align-columns.ts";

/** Prints lines below a header, each column as wide as its widest cell. */
export function printColumns(
  title: string,
  header: readonly string[],
  lines: readonly (readonly string[])[],
): void {
  process.stdout.write(`\n${title}\n`);
  for (const line of alignColumns([header, ...lines])) process.stdout.write(`  ${line}\n`);
}
