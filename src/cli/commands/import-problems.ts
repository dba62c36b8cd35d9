import { type Imported, type ImportRequest, importCollection } from "../../collections/import-collection.ts";
import type { CollectionKind } from "../../core/task/collection-kind.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { paint } from "../../core/text/paint.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { renderNext } from "../../record/render-next.ts";
import { print, printJson } from "../output/print.ts";

export type ImportFlags = {
  readonly to: string;
  readonly domain: string;
  readonly source?: string;
  readonly licence?: string;
  readonly truncated?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** Brings a collection of problems in as descriptions, and accounts for each of them; returns the exit code. */
export function importProblems(kind: CollectionKind, path: string, flags: ImportFlags): number {
  const request: ImportRequest = {
    path,
    kind,
    to: flags.to,
    domain: flags.domain,
    source: flags.source,
    licence: flags.licence,
    keepsTruncated: flags.truncated === true,
    isDryRun: flags.dryRun === true,
  };
  const all = importCollection(request);
  if (flags.json === true) {
    for (const one of all) printJson({ type: "problem", ...one });
    printJson({ type: "import-ended", to: flags.to, problems: all.length, ...count(all) });
    return EXIT.done;
  }
  for (const one of all) if (one.status !== "imported" && one.status !== "unchanged") print(describe(one));
  const kept = all.filter(({ status }) => status === "imported" || status === "unchanged");
  const restored = kept.reduce((sum, { restored: found }) => sum + found.superscripts.length, 0);
  const joined = kept.reduce((sum, { restored: found }) => sum + found.joinedLines, 0);
  const solved = kept.filter(({ hasSolution }) => hasSolution).length;
  const counts = Object.entries(count(all)).flatMap(([status, some]) =>
    some === 0 ? [] : [`${some} ${status}`],
  );
  const lines = [
    `${countNoun(all.length, "problem")}: ${counts.join(", ")}`,
    `restored in what was kept: ${countNoun(restored, "superscript")} and ${countNoun(joined, "broken line")}; ${countNoun(solved, "solution")} for the oracle alone`,
    flags.dryRun === true ? "nothing was written" : `in ${flags.to}`,
  ];
  print(`${lines.join("\n")}\n`);
  const folder = quoteForShell(flags.to);
  if (flags.dryRun !== true)
    print(
      renderNext([
        [`campforge run ${folder} --dry-run`, "what bootcamps of them would take"],
        [`campforge propose --from ${folder}`, "proposals on their ideas, in words of their own"],
      ]),
    );
  return EXIT.done;
}

type Counts = Readonly<Record<Imported["status"], number>>;

function count(all: readonly Imported[]): Counts {
  const of = (wanted: Imported["status"]): number => all.filter(({ status }) => status === wanted).length;
  return {
    imported: of("imported"),
    unchanged: of("unchanged"),
    truncated: of("truncated"),
    duplicate: of("duplicate"),
    refused: of("refused"),
  };
}

function describe({ where, id, status, detail }: Imported): string {
  const named = id === "" ? where : id;
  return `${paint("yellow", status.padEnd(9))}  ${named}  ${detail}\n`;
}
