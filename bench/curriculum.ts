/** The difficulty controller and twenty learners: for how many steps it holds them, and the picture of it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawCurriculum } from "../test/serve/draw-curriculum.ts";
import { FROM, held, learners } from "../test/serve/simulated-learner.ts";
import { atLeast, printTable } from "./print-table.ts";

const LEAST = 0.9;

const shares = learners()
  .map(held)
  .toSorted((one, other) => one - other);
const worst = shares[0] ?? 0;
const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
printTable(`share of the steps after the first ${FROM} in which a learner is in the band`, [
  atLeast(`the worst of ${shares.length} bootcamps`, worst, "", LEAST),
  { what: "the mean", value: mean, unit: "", aim: "" },
]);
writeFileSync(join(import.meta.dirname, "../docs/images/curriculum.svg"), drawCurriculum());
process.exitCode = worst >= LEAST ? 0 : 8;
