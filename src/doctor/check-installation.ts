import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../core/run/exit-codes.ts";
import { PROJECT } from "../files/project.ts";
import { tryConfinement } from "../sandbox/try-confinement.ts";
import { JOB_LIMITS, openWorkshop } from "../workshop/workshop.ts";
import { finding, type Finding } from "./finding.ts";

const EXAMPLE = "library/graphical-puzzles/futoshiki/bootcamp.ts";

/** Looks whether runtime, record, compiler, sandbox and its confinement work on this machine. */
export async function checkInstallation(): Promise<readonly Finding[]> {
  return [
    checkNode(),
    checkStore(),
    ...(await orFinding("sandbox", checkWorkshop)),
    ...(await orFinding("confinement", checkConfinement)),
  ];
}

function checkNode(): Finding {
  const { node, v8 } = process.versions;
  return finding(
    "runtime",
    node.startsWith("24."),
    `Node ${node}, V8 ${v8}${node.startsWith("24.") ? ": the pinned one, whatever node is on the path" : "; expected Node 24: run npm ci"}`,
  );
}

function checkStore(): Finding {
  const database = new Database(":memory:");
  const version: unknown = database.prepare("select sqlite_version()").pluck().get();
  database.close();
  return finding("record", true, `SQLite ${String(version)}`);
}

async function checkWorkshop(): Promise<readonly Finding[]> {
  const { compiler, sandbox, close } = openWorkshop();
  try {
    const report = await compiler.compile(readFileSync(join(PROJECT, EXAMPLE), "utf8"));
    if (report.status === "refused") {
      return [
        finding(
          "compiler",
          false,
          `${EXAMPLE} does not compile: ${report.diagnostics[0]?.message ?? ""}`,
          EXIT.fault,
        ),
      ];
    }
    const drawn = await sandbox.draw(report.program, { level: 0, seed: 0, start: 0, count: 1 }, JOB_LIMITS);
    const runs = drawn.status === "completed";
    return [
      finding("compiler", true, "type-checks a bootcamp"),
      finding(
        "sandbox",
        runs,
        runs ? "runs a bootcamp in an isolate of a child process" : `ended as ${drawn.status}: run npm ci`,
        EXIT.fault,
      ),
    ];
  } finally {
    close();
  }
}

/** What cannot even be tried is something to be put right, too. */
async function orFinding(
  what: string,
  check: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const help = `a child process of the sandbox cannot be started (${reason}): run npm ci, and check that the folder for temporary files is writable and that this system allows more processes`;
    return [finding(what, false, help, EXIT.fault)];
  }
}

/** Which layers lie around the isolate on this system, and what one that broke out of it could do. */
async function checkConfinement(): Promise<readonly Finding[]> {
  const { layers, reach } = await tryConfinement();
  const active = [
    layers.namespaces ? "a bare root without a network" : "",
    "Node's permissions",
    layers.allocationLimit ? "the kernel's memory limit" : "",
    "a watchdog for CPU time and memory",
  ].filter((layer) => layer !== "");
  const open = Object.entries(reach).flatMap(([what, possible]) => (possible ? [what] : []));
  // Without namespaces the network is left to the isolate, which has none.
  const ok = open.every((what) => what === "network");
  const found =
    open.length === 0
      ? "tried from inside: no reading, no writing, no processes, no network"
      : `tried from inside: ${open.join(" and ")} possible to whoever breaks out of the isolate`;
  const advice = layers.namespaces ? "" : "; this system offers no user namespaces";
  return [finding("confinement", ok, `${active.join(", ")}; ${found}${advice}`, EXIT.fault)];
}
