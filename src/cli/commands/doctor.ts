import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tryConfinement } from "../../sandbox/try-confinement.ts";
import type { Profiles } from "../../models/compat.ts";
import { checkEndpoint, probeModels } from "../endpoints/check-endpoint.ts";
import { type Config, readConfig } from "../input/config.ts";
import { writeProfiles } from "../endpoints/endpoint-profiles.ts";
import { EXIT } from "../output/exit-codes.ts";
import { finding, type Finding } from "../endpoints/finding.ts";
import { paint } from "../output/paint.ts";
import { PROJECT } from "../input/project.ts";
import { JOB_LIMITS, withWorkshop } from "../workshop/workshop.ts";
import { print, printJson } from "../output/print.ts";

const EXAMPLE = "library/graphical-puzzles/futoshiki/bootcamp.ts";

/** Looks whether everything that a run needs is there, and says what to do where it is not. */
export async function doctor(options: {
  readonly config?: string;
  readonly json?: boolean;
  /** Also asks each model a few tiny questions, which costs a few tokens. */
  readonly probe?: boolean;
}): Promise<number> {
  const config = readConfig(options.config);
  const names = Object.keys(config.endpoints);
  const findings = [
    checkNode(),
    checkStore(),
    ...(await orFinding("sandbox", checkWorkshop)),
    ...(await orFinding("confinement", checkConfinement)),
    checkConfig(config),
    ...(await Promise.all(names.map((name) => checkEndpoint(name, config)))),
    ...(options.probe === true ? await probeAll(names, config) : []),
  ];
  const passed = findings.every(({ ok }) => ok);
  if (options.json === true) {
    const checks = findings.map(({ what, ok, detail }) => ({ name: what, ok, detail }));
    printJson({ passed, checks }, 2);
  } else {
    for (const { what, ok, detail } of findings) {
      print(`${paint(ok ? "green" : "red", ok ? "✓" : "✗")} ${what.padEnd(22)} ${detail}\n`);
    }
  }
  return findings.find(({ ok }) => !ok)?.exitCode ?? EXIT.done;
}

function checkNode(): Finding {
  const { node, v8 } = process.versions;
  return finding(
    "runtime",
    node.startsWith("24."),
    `Node ${node}, V8 ${v8}${node.startsWith("24.") ? "" : "; expected Node 24: run npm ci"}`,
  );
}

function checkStore(): Finding {
  const database = new Database(":memory:");
  const version: unknown = database.prepare("select sqlite_version()").pluck().get();
  database.close();
  return finding("record", true, `SQLite ${String(version)}`);
}

async function checkWorkshop(): Promise<readonly Finding[]> {
  return withWorkshop(async ({ compiler, sandbox }) => {
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
  });
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
    const help = `a child process of the sandbox cannot be started (${reason}): run npm ci, and see that the folder for temporary files can be written and that this system allows more processes`;
    return [finding(what, false, help, EXIT.fault)];
  }
}

/** Asks the models of every endpoint, and keeps what was found out for `campforge run`. */
async function probeAll(names: readonly string[], config: Config): Promise<readonly Finding[]> {
  const probed = await Promise.all(names.map((name) => probeModels(name, config)));
  const profiles = probed.reduce<Profiles>((all, one) => ({ ...all, ...one.profiles }), {});
  const findings = probed.flatMap((one) => one.findings);
  if (Object.keys(profiles).length === 0) return findings;
  const file = writeProfiles(config.db, profiles);
  return [...findings, finding("profiles", true, `${file}, which campforge run reads`)];
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

function checkConfig(config: Config): Finding {
  if (config.file === null) {
    return finding("configuration", true, "none here; campforge init makes one (the demo needs none)");
  }
  const missing = (["author", "judge"] as const).filter((role) => config[role] === undefined);
  const ok = missing.length === 0;
  return finding(
    "configuration",
    ok,
    ok ? config.file : `${config.file}: names no ${missing.join(" and no ")}`,
    EXIT.configuration,
  );
}
