/**
 * Kills runs at random moments and resumes them: nothing lost, nothing twice, and the accounts never below
 * what the endpoint counted. `node bench/kills.ts --kills 200 --seed 1` prints a table; 8 when a figure is off.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { scratchFolder } from "../test/project.ts";
import { openKillPlan } from "../test/open-kill-plan.ts";
import { killRuns } from "../test/kill-runs.ts";
import { atMost, printTable } from "./print-table.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const folder = scratchFolder();
const opened = await openKillPlan(folder, {
  seed: values.seed,
  tell: (line) => void process.stdout.write(`${line}\n`),
});
const begun = performance.now();
const report = await killRuns(Number(values.kills), opened.plan);
const seconds = (performance.now() - begun) / 1000;
printTable(`kill -9 at random moments, ${availableParallelism()} cores`, [
  { what: "kills", value: report.kills, unit: "", aim: "" },
  { what: "  before the first request of a process", value: report.beforeFirstRequest, unit: "", aim: "" },
  { what: "runs carried to their end", value: report.runs, unit: "", aim: "" },
  { what: "requests that the endpoint received", value: report.requests, unit: "", aim: "" },
  { what: "kinds of faults that it answered with", value: opened.plan.endpoint.met.size, unit: "", aim: "" },
  { what: "answers paid twice, over all kills", value: report.repaid, unit: "", aim: "" },
  atMost("answers lost by one kill, at most", report.mostLost, "", opened.plan.concurrency),
  { what: "tokens that the endpoint counted", value: report.counted, unit: "", aim: "" },
  {
    what: "tokens by the accounts",
    value: report.accounted,
    unit: "",
    aim: "never below",
    met: report.accounted >= report.counted,
  },
  { what: "  of these under way at a kill", value: report.unresolved, unit: "", aim: "" },
  {
    what: "losses, duplicates, calls sent again, other verdicts",
    value: report.problems.length,
    unit: "",
    aim: "0",
    met: report.problems.length === 0,
  },
  { what: "calls that only the killed runs made", value: report.strayCalls, unit: "", aim: "" },
  { what: "seconds", value: seconds, unit: "s", aim: "" },
]);
for (const problem of report.problems) process.stdout.write(`  ${problem}\n`);
await opened.close();
folder.remove();
process.exitCode = report.problems.length === 0 ? 0 : 8;
