import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { atMost, type Row } from "./print-table.ts";
import type { Scale } from "./scale.ts";

const LAUNCHER = join(resolve(import.meta.dirname, ".."), "bin", "campforge.js");
const RUNS = { full: 31, smoke: 1 } as const;
const MOST = 3;

/** What `campforge --help` takes, as a multiple of what the Node that starts it takes to do nothing. */
export function benchStartup(scale: Scale): readonly Row[] {
  const runs = RUNS[scale];
  const own = compare(process.execPath, runs);
  const other = findOtherNode();
  return [
    { what: "node, doing nothing", value: own.bareMs, unit: "ms", aim: "" },
    { what: "campforge --help", value: own.helpMs, unit: "ms", aim: "" },
    ratioRow("campforge --help / node", own.ratio),
    ...(other === undefined
      ? []
      : [
          ratioRow(
            `the same from Node ${other.version}, which starts Node 24`,
            compare(other.path, runs).ratio,
          ),
        ]),
  ];
}

const ratioRow = (what: string, ratio: number): Row => atMost(what, ratio, "times", MOST);

/** Medians over runs that take turns, so that a busy machine slows both alike. */
function compare(
  node: string,
  runs: number,
): {
  readonly bareMs: number;
  readonly helpMs: number;
  readonly ratio: number;
} {
  run(node, [LAUNCHER, "--help"]); // the first one fills the compile cache
  const bare: number[] = [];
  const help: number[] = [];
  for (let index = 0; index < runs; index++) {
    bare.push(run(node, ["-e", "0"]));
    help.push(run(node, [LAUNCHER, "--help"]));
  }
  const bareMs = median(bare);
  const helpMs = median(help);
  return { bareMs, helpMs, ratio: helpMs / bareMs };
}

function run(node: string, args: readonly string[]): number {
  const begunMs = performance.now();
  const { status, stderr } = spawnSync(node, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${node} ${args.join(" ")} fails: ${stderr}`);
  return performance.now() - begunMs;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A Node on the path that is not the one the sources need. */
function findOtherNode(): { readonly path: string; readonly version: string } | undefined {
  const paths = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return paths
    .filter((path) => existsSync(path))
    .map((path) => ({ path, version: spawnSync(path, ["--version"], { encoding: "utf8" }).stdout.trim() }))
    .map(({ path, version }) => ({ path, version: version.slice(1) }))
    .find(({ version }) => version !== "" && !version.startsWith("24."));
}
