import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "./campforge.ts";

/** Which folders of `src` each folder may import: downwards only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  bootcamp: [],
  core: ["bootcamp"],
  processes: [],
  agents: ["core", "bootcamp"],
  unittests: ["core", "bootcamp"],
  evolution: ["core", "agents", "unittests", "bootcamp"],
  compile: ["core", "bootcamp", "processes"],
  sandbox: ["core", "bootcamp", "processes"],
  models: ["core", "bootcamp"],
  store: ["core", "bootcamp"],
  export: ["core", "bootcamp"],
  charts: ["core"],
  review: ["core", "bootcamp", "charts"],
  tracing: ["core"],
  cli: [
    "core",
    "bootcamp",
    "agents",
    "unittests",
    "evolution",
    "compile",
    "sandbox",
    "models",
    "store",
    "export",
    "charts",
    "review",
    "tracing",
  ],
};

/** Which rooms of `src/cli` each of its rooms may import; `.` is what lies in the folder itself. */
const CLI_MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ".": ["program", "output"],
  program: ["commands", "run", "review", "input", "output"],
  commands: [
    "run",
    "steering",
    "background",
    "review",
    "report",
    "library",
    "replay",
    "progress",
    "endpoints",
    "record",
    "workshop",
    "input",
    "output",
  ],
  review: ["background", "record", "workshop", "output"],
  run: [
    "steering",
    "background",
    "library",
    "progress",
    "endpoints",
    "record",
    "workshop",
    "input",
    "output",
  ],
  steering: ["progress", "input", "output"],
  background: ["record", "input", "output"],
  report: ["record", "output"],
  library: ["record", "workshop", "input", "output"],
  replay: ["workshop", "input", "output"],
  progress: ["record", "output"],
  endpoints: ["input", "output"],
  record: ["output"],
  workshop: ["input", "output"],
  input: ["output"],
  output: [],
};

/** The npm packages that a folder may use besides zod, which parses at every door but the toolkit's. */
const OWNS: Readonly<Record<string, readonly string[]>> = {
  compile: ["ts-morph"],
  sandbox: ["isolated-vm"],
  models: ["langchain", "@langchain/core", "@langchain/openai", "undici"],
  store: ["better-sqlite3"],
  review: ["hono", "@hono/node-server", "diff"],
  export: ["ts-morph"],
  tracing: ["@opentelemetry/api"],
  cli: ["commander", "yaml", "diff", "undici", "better-sqlite3"],
};

const BANNED_NAMES = /(?:^|[-/])(?:utils?|helpers?|manager|service|common|misc|data|info)(?:[-./]|$)/;
const MOST_LINES = 300;

const SRC = join(ROOT, "src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter((file) => /\.[jt]s$/.test(file));

type Import = { readonly file: string; readonly folder: string; readonly target: string };

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), "utf8");
  const folder = file.split("/")[0] ?? "";
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;"']*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, stated, dynamic]) => ({ file, folder, target: stated ?? dynamic ?? "" }));
}

const imports = files.flatMap(importsOf);

test("every folder has its row in the table", () => {
  const folders = [...new Set(files.map((file) => file.split("/")[0] ?? ""))].sort();
  expect(folders).toEqual(Object.keys(MAY_IMPORT).sort());
  expect(imports.length).toBeGreaterThan(100);
});

test("folders import downwards only", () => {
  const wrong = imports.filter(({ file, folder, target }) => {
    if (!target.startsWith(".")) return false;
    const other = relative(SRC, join(SRC, dirname(file), target)).split("/")[0] ?? "";
    return other !== folder && MAY_IMPORT[folder]?.includes(other) !== true;
  });
  expect(wrong).toEqual([]);
});

test("the rooms of the command line have an order, too: commands rest on the others, never the reverse", () => {
  const roomOf = (file: string): string => file.split("/").slice(1, -1)[0] ?? ".";
  const inside = imports.filter(({ folder, target }) => folder === "cli" && target.startsWith("."));
  const rooms = new Set(files.filter((file) => file.startsWith("cli/")).map(roomOf));
  expect([...rooms].sort()).toEqual(Object.keys(CLI_MAY_IMPORT).sort());
  const wrong = inside.filter(({ file, target }) => {
    const other = relative(SRC, join(SRC, dirname(file), target));
    if (!other.startsWith("cli/") || roomOf(other) === roomOf(file)) return false;
    return CLI_MAY_IMPORT[roomOf(file)]?.includes(roomOf(other)) !== true;
  });
  expect(wrong).toEqual([]);
});

test("a package is used only by the folder that owns it, and the toolkit uses none, not even node's", () => {
  const wrong = imports.filter(({ folder, target }) => {
    if (target.startsWith(".")) return false;
    if (folder === "bootcamp") return true;
    if (isBuiltin(target) || target === "zod") return false;
    const name = target
      .split("/")
      .slice(0, target.startsWith("@") ? 2 : 1)
      .join("/");
    return OWNS[folder]?.includes(name) !== true;
  });
  expect(wrong).toEqual([]);
});

test("only the command line reads the environment", () => {
  const readers = files.filter(
    (file) => !file.startsWith("cli/") && /process\.env\b/.test(readFileSync(join(SRC, file), "utf8")),
  );
  expect(readers).toEqual([]);
});

test("commands say everything through print.ts, which shows what cannot be seen", () => {
  const writers = files.filter(
    (file) =>
      file.startsWith("cli/") &&
      file !== "cli/output/print.ts" &&
      /process\.std(?:out|err)\.write|\bconsole\./.test(readFileSync(join(SRC, file), "utf8")),
  );
  expect(writers).toEqual([]);
});

test("no module imports itself by way of others", () => {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) {
    if (target.startsWith("."))
      edges.set(file, [...(edges.get(file) ?? []), relative(SRC, join(SRC, dirname(file), target))]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of edges.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  expect(files.map((file) => visit(file, [])).find((circle) => circle.length > 0)).toBeUndefined();
});

test("files have one idea: no catch-all names, at most 300 lines", () => {
  expect(files.filter((file) => BANNED_NAMES.test(file))).toEqual([]);
  expect(
    files.filter((file) => readFileSync(join(SRC, file), "utf8").split("\n").length > MOST_LINES + 1),
  ).toEqual([]);
});
