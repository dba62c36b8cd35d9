/** The gates as a classifier: every good bootcamp and every planted defect goes through them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printTable, type Row } from "../print-table.ts";
import { type Admission, GATES, openLane } from "./admit-source.ts";
import {
  confusionByCheck,
  confusionByDefect,
  type GoodResult,
  isCaughtAsMeant,
  type PlantResult,
  totalsOf,
} from "./confusion.ts";
import { goodBootcamps } from "./good-bootcamps.ts";
import { checkMeantFor, plantedDefects } from "./planted-defects.ts";

const LANES = 2;

/** Only the bootcamps whose names contain this, for one who works on a check; aims are not judged then. */
const only = process.argv[2];
const isWanted = ({ name }: { readonly name: string }): boolean => only === undefined || name.includes(only);

type Admitted = GoodResult & { readonly admission: Admission };

const good: Admitted[] = [];
const plants: PlantResult[] = [];
const waiting = [
  ...goodBootcamps()
    .filter(isWanted)
    .map(({ name, source }) => ({
      source,
      keep: (admission: Admission) => good.push({ name, findings: admission.findings, admission }),
    })),
  ...plantedDefects()
    .filter(isWanted)
    .map((plant) => ({
      source: plant.source,
      keep: ({ findings }: Admission) => plants.push({ plant, findings }),
    })),
];

await Promise.all(
  Array.from({ length: LANES }, async () => {
    const lane = openLane();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      next.keep(await lane.admit(next.source));
    lane.close();
  }),
);

const byCheck = confusionByCheck(GATES.checks, good, plants);
printColumns(
  "checks: defects caught of those meant for each, and good bootcamps it is wrong about",
  ["check", "caught", "others besides", "good stopped", "good warned"],
  byCheck.map((row) => [
    row.check,
    `${row.caught}/${row.planted}`,
    `${row.besides}`,
    `${row.goodStopped}`,
    `${row.goodWarned}`,
  ]),
);
const byDefect = confusionByDefect(plants);
printColumns(
  "defects: caught by the check meant for them, by any, and by which",
  ["defect", "as meant", "by any", "checks"],
  byDefect.map((row) => [
    row.defect,
    `${row.asMeant}/${row.planted}`,
    `${row.byAny}/${row.planted}`,
    row.by.join(", "),
  ]),
);

printColumns(
  "missed, or caught by another check",
  ["defect", "meant for", "found"],
  plants
    .filter((result) => GATES.stages.includes(result.plant.stage) && !isCaughtAsMeant(result))
    .toSorted((a, b) => (a.plant.name < b.plant.name ? -1 : 1))
    .map(({ plant, findings }) => [
      plant.name,
      checkMeantFor(plant),
      findings.map(({ check, detail }) => `${check}: ${detail.slice(0, 120)}`).join("; ") || "nothing",
    ]),
);
printColumns(
  "good bootcamps with findings",
  ["bootcamp", "check", "status", "detail"],
  good.flatMap(({ name, findings }) =>
    findings.map(({ check, status, detail }) => [name, check, status, detail.slice(0, 140)]),
  ),
);

const cpuMs = median(good.map(({ admission }) => admission.cpuMs));
printColumns(
  "CPU in the sandbox over the good bootcamps, ms",
  ["check", "median", "most"],
  GATES.checks.map((check) => {
    const times = good.map(({ admission }) => admission.cpuMsByCheck[check] ?? 0);
    return [check, median(times).toFixed(0), Math.max(...times).toFixed(0)];
  }),
);

const totals = totalsOf(GATES.stages, good, plants);
const caught = totals.asMeantOrBefore / Math.max(1, totals.planted);
const stopped = totals.goodStopped / Math.max(1, totals.good);
const rows: readonly Row[] = [
  {
    what: "caught by the check meant for them, of those that need no model",
    value: (100 * totals.asMeant) / Math.max(1, totals.planted),
    unit: `% (${totals.asMeant} of ${totals.planted})`,
    aim: "",
  },
  {
    what: "the same, or refused by the compiler before it",
    value: 100 * caught,
    unit: `% (${totals.asMeantOrBefore} of ${totals.planted})`,
    aim: "at least 95",
    met: caught >= 0.95,
  },
  {
    what: "caught by any check",
    value: (100 * totals.byAny) / Math.max(1, totals.planted),
    unit: `% (${totals.byAny} of ${totals.planted})`,
    aim: "",
  },
  {
    what: "good bootcamps stopped",
    value: 100 * stopped,
    unit: `% (${totals.goodStopped} of ${totals.good})`,
    aim: "at most 2",
    met: stopped <= 0.02,
  },
  {
    what: "good bootcamps flagged",
    value: (100 * totals.goodWarned) / Math.max(1, totals.good),
    unit: `% (${totals.goodWarned} of ${totals.good})`,
    aim: "",
  },
  {
    what: "admission of a typical draft, CPU in the sandbox",
    value: cpuMs,
    unit: "ms",
    aim: "at most 1500",
    met: cpuMs <= 1_500,
  },
];
printTable("aims", rows);
writeFileSync(
  join(import.meta.dirname, "results.json"),
  `${JSON.stringify(
    {
      aims: rows,
      byCheck,
      byDefect,
      good,
      plants: plants.map(({ plant: { source: _source, ...plant }, findings }) => ({ ...plant, findings })),
    },
    null,
    2,
  )}\n`,
);
process.exitCode = only === undefined && rows.some(({ met }) => met === false) ? 8 : 0;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function printColumns(title: string, header: readonly string[], lines: readonly (readonly string[])[]): void {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  process.stdout.write(`\n${title}\n`);
  for (const line of [header, ...lines])
    process.stdout.write(
      `  ${line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
}
