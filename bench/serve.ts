/**
 * The reward server on its own: under load, or with `--kills N` while its processes are killed, for `--seconds N` at
 * most. `--verifications N` sets how many verifications the memory is watched over. 8 when a figure misses its aim.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { printTable } from "./print-table.ts";
import { killWorkers } from "./rewards/kill-workers.ts";
import { measureServer } from "./rewards/measure-server.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string" },
    seconds: { type: "string" },
    verifications: { type: "string" },
    smoke: { type: "boolean" },
  },
});
const scale = values.smoke === true ? "smoke" : "full";
const cores = `${availableParallelism()} cores`;
if (values.kills === undefined) {
  const watched = values.verifications === undefined ? undefined : Number(values.verifications);
  const rows = await measureServer(scale, watched);
  printTable(`reward server, 2 KB responses, ${cores}`, rows);
  process.exitCode = rows.some(({ met }) => met === false) ? 8 : 0;
} else {
  const { rows, faults } = await killWorkers(
    Number(values.kills),
    Number(values.seconds ?? Infinity) * 1_000,
  );
  printTable(`kill -9 of sandbox processes under load, ${cores}`, rows);
  for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  process.exitCode = rows.some(({ met }) => met === false) ? 8 : 0;
}
