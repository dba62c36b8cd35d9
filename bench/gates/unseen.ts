/**
 * The checks on a set that they were not tuned on: what each finds, and how many are stopped or flagged. Its arguments
 * are the set, `second` where none is given, and a text that the names of the classes contain.
 */
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { admitSet } from "./admit-set.ts";
import { openLane } from "./admit-source.ts";
import { outcomeOf, printSets } from "./set-results.ts";

const [, , name = "second", only = ""] = process.argv;
const workshop = openWorkshop();
const lane = openLane();
const results = await admitSet(name, {
  lane,
  workshop,
  only,
  hear: ({ kind, name: of, needs, admission }) => {
    const found = admission.findings
      .map(({ check, detail }) => `${check}: ${detail.slice(0, 90)}`)
      .join("; ");
    process.stdout.write(
      `${kind.padEnd(6)} ${outcomeOf(admission).padEnd(8)} ${of}${needs === "" ? "" : ` (${needs})`}  ${found}\n`,
    );
  },
});
lane.close();
workshop.close();
printSets([{ name, results }]);
