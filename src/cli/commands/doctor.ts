import Database from "better-sqlite3";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { fetch } from "undici";
import { tryConfinement } from "../../sandbox/try-confinement.ts";
import { type Config, readConfig } from "../config.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { paint } from "../paint.ts";
import { PROJECT } from "../project.ts";
import { JOB_LIMITS, withWorkshop } from "../workshop.ts";
import { print, printJson } from "../print.ts";

type Finding = {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly exitCode: ExitCode;
};

const ENDPOINT_TIMEOUT_MS = 10_000;
const EXAMPLE = "library/graphical-puzzles/futoshiki/bootcamp.ts";

/** Looks whether everything that a run needs is there, and says what to do where it is not. */
export async function doctor(options: {
  readonly config?: string;
  readonly json?: boolean;
}): Promise<number> {
  const config = readConfig(options.config);
  const findings = [
    checkNode(),
    checkStore(),
    ...(await checkWorkshop()),
    await checkConfinement(),
    checkConfig(config),
    ...(await Promise.all(Object.keys(config.endpoints).map((name) => checkEndpoint(name, config)))),
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

function finding(what: string, ok: boolean, detail: string, exitCode: ExitCode = EXIT.endpoint): Finding {
  return { what, ok, detail, exitCode };
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

/** Which layers lie around the isolate on this system, and what one that broke out of it could do. */
async function checkConfinement(): Promise<Finding> {
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
  const tried =
    open.length === 0
      ? "tried from inside: no reading, no writing, no processes, no network"
      : `tried from inside: ${open.join(" and ")} possible to whoever breaks out of the isolate`;
  const advice = layers.namespaces ? "" : "; this system offers no user namespaces";
  return finding("confinement", ok, `${active.join(", ")}; ${tried}${advice}`, EXIT.fault);
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

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

async function checkEndpoint(name: string, config: Config): Promise<Finding> {
  const what = `endpoint ${name}`;
  const endpoint = config.endpoints[name];
  if (endpoint === undefined) return finding(what, false, "is not configured", EXIT.configuration);
  const key = endpoint.apiKeyEnv === undefined ? "none" : (process.env[endpoint.apiKeyEnv] ?? "");
  if (key === "")
    return finding(
      what,
      false,
      `${endpoint.apiKeyEnv} is not set: set it to the endpoint's key`,
      EXIT.configuration,
    );
  try {
    const response = await fetch(`${endpoint.baseUrl}/models`, {
      headers: { authorization: `Bearer ${key}` },
      redirect: "error",
      signal: AbortSignal.timeout(ENDPOINT_TIMEOUT_MS),
    });
    if (!response.ok)
      return finding(
        what,
        false,
        `${endpoint.baseUrl} answers ${response.status}: check the key and baseUrl`,
      );
    const models = modelsSchema.safeParse(await response.json());
    const known = models.success ? models.data.data.map(({ id }) => id) : [];
    const wanted = [config.author, config.judge].flatMap((role) =>
      role?.kind === "endpoint" && role.endpoint === name ? [role.model] : [],
    );
    const unknown = wanted.filter((model) => known.length > 0 && !known.includes(model));
    if (unknown.length > 0) {
      return finding(
        what,
        false,
        `${endpoint.baseUrl} lists no model ${unknown.join(", ")}; it lists ${known.slice(0, 8).join(", ")}`,
        EXIT.configuration,
      );
    }
    return finding(
      what,
      true,
      `${endpoint.baseUrl} answers${known.length > 0 ? `, ${known.length} models` : ""}`,
    );
  } catch (error) {
    const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return finding(
      what,
      false,
      `${endpoint.baseUrl} does not answer (${reason || "refused"}): check that it runs and that baseUrl is right`,
    );
  }
}
