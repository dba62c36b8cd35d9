/**
 * The checks on a set that they were not tuned on: what each finds, and how many are stopped or flagged. Its arguments
 * are the set, `second` where none is given, and a text that the names of the classes contain. With --verifier a second
 * verifier that is right looks at what no check has stopped.
 */
import { openWorkshop } from "../../src/workshop/workshop.ts";
import { admitSet } from "./admit-set.ts";
import { openLane } from "./admit-source.ts";
import { outcomeOf, printSets } from "./set-results.ts";

const [name = "second", only = ""] = process.argv.slice(2).filter((one) => !one.startsWith("--"));
const verifier = process.argv.includes("--verifier");
const workshop = openWorkshop();
const lane = openLane();
const results = await admitSet(name, {
  lane,
  workshop,
  only,
  verifier,
  hear: ({ kind, name: of, needs, admission, withVerifier }) => {
    const found = admission.findings
      .map(({ check, detail }) => `${check}: ${detail.slice(0, 90)}`)
      .join("; ");
    const also = withVerifier === undefined ? "" : `/ ${withVerifier.padEnd(8)} `;
    process.stdout.write(
      `${kind.padEnd(6)} ${outcomeOf(admission).padEnd(8)} ${also}${of}${needs === "" ? "" : ` (${needs})`}  ${found}\n`,
    );
  },
});
lane.close();
workshop.close();
printSets([{ name, results }]);
