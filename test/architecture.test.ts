import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative } from "node:path";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { ROOT } from "./project.ts";

/** Which folders of `src` each folder may import: downwards only. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  bootcamp: [],
  core: ["bootcamp"],
  processes: [],
  files: ["core"],
  agents: ["core", "bootcamp"],
  unittests: ["core", "bootcamp"],
  verifier: ["core", "agents", "unittests", "bootcamp"],
  evolution: ["core", "agents", "unittests", "verifier", "bootcamp"],
  compile: ["core", "bootcamp", "files", "processes"],
  sandbox: ["core", "bootcamp", "processes"],
  models: ["core", "bootcamp", "files"],
  store: ["core", "bootcamp"],
  charts: ["core"],
  tracing: ["core"],
  workshop: ["core", "bootcamp", "files", "compile", "sandbox", "unittests", "verifier", "evolution"],
  warm: ["core", "files", "processes", "workshop"],
  record: ["core", "models", "store"],
  replay: ["core", "bootcamp", "files", "unittests", "store", "workshop"],
  report: ["core", "charts", "store", "record"],
  export: ["core", "bootcamp", "files", "unittests", "store", "workshop", "record"],
  catalogue: ["core", "bootcamp", "files", "unittests", "workshop", "export"],
  datasets: ["core", "bootcamp", "files", "unittests", "workshop", "export"],
  doctor: ["core", "files", "agents", "models", "sandbox", "workshop"],
  "task-folders": ["core", "files", "unittests", "store", "workshop", "record"],
  run: [
    "core",
    "agents",
    "unittests",
    "evolution",
    "files",
    "models",
    "store",
    "tracing",
    "workshop",
    "record",
    "task-folders",
  ],
  fleet: ["core", "files", "evolution", "models", "workshop"],
  asking: ["core", "models", "store", "run"],
  sft: [
    "core",
    "bootcamp",
    "files",
    "unittests",
    "models",
    "store",
    "workshop",
    "record",
    "export",
    "datasets",
    "run",
    "asking",
  ],
  eval: [
    "core",
    "bootcamp",
    "files",
    "unittests",
    "verifier",
    "models",
    "store",
    "charts",
    "workshop",
    "record",
    "report",
    "export",
    "datasets",
    "run",
    "asking",
  ],
  collections: ["core", "files"],
  atlas: ["core", "store", "catalogue"],
  proposing: [
    "core",
    "bootcamp",
    "files",
    "agents",
    "models",
    "store",
    "record",
    "run",
    "asking",
    "catalogue",
    "atlas",
  ],
  review: [
    "core",
    "bootcamp",
    "charts",
    "unittests",
    "store",
    "workshop",
    "record",
    "run",
    "catalogue",
    "atlas",
  ],
  serve: ["core", "bootcamp", "files", "sandbox", "workshop", "fleet", "export", "charts"],
  cli: [
    "core",
    "bootcamp",
    "files",
    "unittests",
    "verifier",
    "models",
    "store",
    "workshop",
    "warm",
    "record",
    "replay",
    "report",
    "export",
    "catalogue",
    "datasets",
    "asking",
    "sft",
    "eval",
    "doctor",
    "task-folders",
    "run",
    "fleet",
    "collections",
    "atlas",
    "proposing",
    "review",
    "serve",
  ],
};

/** The rooms within folders that have some, from the lowest up: each may import only those before it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  core: [
    "text",
    "checks",
    "task",
    "draft",
    "judging",
    "verdict",
    "review",
    "library",
    "training",
    "calls",
    "scaling",
    "run",
  ],
  agents: ["feedback", "."],
  unittests: ["cases", "texts", "answers", "leaks", "checks", "."],
  evolution: ["line", "judging", "oracle", "."],
  models: ["endpoint", "exchange", "batch-api", "."],
  review: ["assets", "queue", "pages", "server"],
  datasets: ["layout", "drawing", "trainers", "."],
  run: ["monitoring", "steering", "background", "plan", "carry-out"],
  fleet: ["postgres", "wire", "coordinator", "worker", "trial"],
  sft: ["traces", "worked", "sampling"],
  eval: ["benchmark", "results", "documents", "."],
  sandbox: ["guest", "."],
  serve: ["holdings", "scoring", "difficulty", "http", "protocols", "."],
  cli: ["output", "input", "progress", "commands", "program", "."],
};

/** The npm packages that a folder may use besides zod, which parses at every door but the toolkit's. */
const OWNS: Readonly<Record<string, readonly string[]>> = {
  compile: ["ts-morph"],
  sandbox: ["isolated-vm"],
  models: ["langchain", "@langchain/core", "undici"],
  store: ["better-sqlite3"],
  core: ["fastest-levenshtein"],
  files: ["yaml"],
  review: ["hono", "@hono/node-server", "diff", "markdown-it"],
  serve: ["hono", "@hono/node-server", "ws"],
  export: ["ts-morph", "diff"],
  datasets: ["hyparquet-writer"],
  doctor: ["better-sqlite3", "undici"],
  run: ["p-limit"],
  fleet: ["pg", "pg-boss", "p-limit"],
  tracing: ["@opentelemetry/api"],
  cli: ["commander", "diff", "string-width"],
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

test("the rooms within a folder have an order, too: each rests on those below it, never the reverse", () => {
  const roomOf = (file: string): string => file.split("/").slice(1, -1)[0] ?? ".";
  for (const [folder, rooms] of Object.entries(ROOMS)) {
    const own = files.filter((file) => file.startsWith(`${folder}/`));
    const found = [...new Set(own.map(roomOf))].sort();
    expect({ folder, rooms: found }).toEqual({ folder, rooms: [...rooms].sort() });
    const wrong = imports.filter(({ file, target }) => {
      if (!file.startsWith(`${folder}/`) || !target.startsWith(".")) return false;
      const other = relative(SRC, join(SRC, dirname(file), target));
      if (!other.startsWith(`${folder}/`)) return false;
      return rooms.indexOf(roomOf(other)) > rooms.indexOf(roomOf(file));
    });
    expect(wrong).toEqual([]);
  }
  const undeclared = files.filter(
    (file) => file.split("/").length > 2 && !Object.hasOwn(ROOMS, file.split("/")[0] ?? ""),
  );
  expect(undeclared).toEqual([]);
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

test("everything is said through print.ts, which shows what cannot be seen", () => {
  const writers = files.filter(
    (file) =>
      file !== "cli/output/print.ts" &&
      // Children speak to their supervisor, and generated programs and pages to nobody's terminal.
      !/^(?:processes|compile|sandbox|review)\//.test(file) &&
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

const MOST_FUNCTION_LINES = 80;

/** Scripts of the isolate that are a single function, so that a draft gets at none of their names. */
const WHOLE_SCRIPTS = new Set(["createHarness", "closeWorld", "createKeeper", "createScoring"]);

test("a function has at most 80 lines, so that it is read without scrolling", () => {
  const long: string[] = [];
  for (const file of files) {
    const text = readFileSync(join(SRC, file), "utf8");
    const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
    const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node)) {
        const first = lineOf(node.getStart(tree));
        const lines = lineOf(node.end) - first + 1;
        const isScript =
          file.startsWith("sandbox/guest/") && WHOLE_SCRIPTS.has(node.name?.getText(tree) ?? "");
        if (lines > MOST_FUNCTION_LINES && !isScript) long.push(`${file}:${first + 1}: ${lines} lines`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  expect(long).toEqual([]);
});

/** Concepts of `core` that a folder of their own works with: one thing under one name. */
const CONCEPTS = new Set(["checks", "review", "run", "judging"]);

test("a name stands for one thing: no two files share one, and neither do two folders", () => {
  const repeated = (names: readonly string[]): readonly string[] =>
    names.filter((name, index) => names.indexOf(name) !== index);
  expect(repeated(files.map((file) => file.split("/").at(-1) ?? ""))).toEqual([]);
  const folders = new Set(files.map((file) => dirname(file)));
  const names = [...folders].map((folder) => folder.split("/").at(-1) ?? "");
  expect(repeated(names).filter((name) => !CONCEPTS.has(name))).toEqual([]);
});

const page = readFileSync(join(ROOT, "docs/architecture.md"), "utf8");

/** The cells of the page's table rows that begin with a room of the form, without code spans. */
const rowsOf = (form: RegExp): readonly (readonly string[])[] =>
  page
    .split("\n")
    .filter((line) => form.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.replaceAll("`", "").trim()),
    );

test("docs/architecture.md has the same tables", () => {
  const rooms = rowsOf(/^\| `[a-z-]+` /).map(([room, , may = "", packages = ""]) => ({
    room,
    may: may.startsWith("nothing") ? [] : may.split(", "),
    packages: packages === "" ? [] : packages.split(", "),
  }));
  const expected = Object.entries(MAY_IMPORT).map(([room, may]) => ({
    room,
    may,
    packages: OWNS[room] ?? [],
  }));
  expect(rooms).toEqual(expected);
  const within = rowsOf(/^\| `[a-z]+\/[a-z.-]+` /).map(([room]) => room);
  const orders = Object.entries(ROOMS).flatMap(([folder, order]) => order.map((room) => `${folder}/${room}`));
  expect(new Set(within)).toEqual(new Set(orders));
  for (const folder of Object.keys(ROOMS)) {
    const ofFolder = (all: readonly (string | undefined)[]): readonly (string | undefined)[] =>
      all.filter((room) => room?.startsWith(`${folder}/`));
    expect(ofFolder(within)).toEqual(ofFolder(orders));
  }
});

const placeOf = (file: string): readonly [folder: string, room: string] => {
  const parts = file.split("/").slice(1, -1);
  return [parts[0] ?? "", parts[1] ?? "."];
};

/** Every folder that a folder may import, and what those may import in turn. */
function below(folder: string): ReadonlySet<string> {
  const direct = MAY_IMPORT[folder] ?? [];
  return new Set([...direct, ...direct.flatMap((one) => [...below(one)])]);
}

/**
 * What a step is by the tables: a plain call of what may be imported; a climb (↑) to a room that gets to the
 * caller's by its imports, so that the caller calls somebody above it; or a driver (→), neither above nor imported.
 */
function kindOfStep(caller: string, file: string): "" | "↑" | "→" {
  const [folder, room] = placeOf(caller);
  const [otherFolder, otherRoom] = placeOf(file);
  if (folder === otherFolder) {
    const rooms = ROOMS[folder] ?? [];
    return rooms.indexOf(otherRoom) > rooms.indexOf(room) ? "↑" : "";
  }
  if (MAY_IMPORT[folder]?.includes(otherFolder) === true) return "";
  return below(otherFolder).has(folder) ? "↑" : "→";
}

test("the walks of docs/architecture.md name files that are there, and mark and count climbs and drivers", () => {
  const rows = rowsOf(/^\| an? [a-z]+ +\| +\d/).map(([walk = "", ...counts]) => ({
    walk,
    counts: counts.map(Number),
  }));
  const sum = (column: number): number => rows.reduce((all, { counts }) => all + (counts[column] ?? NaN), 0);
  expect(sum(0)).toBeLessThanOrEqual(sum(2) / 2); // climbs, against those of the previous layout
  const walks = page.split(/^### Walk: /m).slice(1);
  expect(walks.map((walk) => walk.split("\n")[0])).toEqual(rows.map(({ walk }) => walk));
  for (const [index, walk] of walks.entries()) {
    const callers: string[] = [];
    const found = { "": 0, "↑": 0, "→": 0 };
    for (const [, indent = "", mark = "", file = ""] of walk.matchAll(
      /^( *)- (?:([↑→]) )?`(src\/[^`]+)`/gm,
    )) {
      const caller = callers[indent.length / 2 - 1];
      callers[indent.length / 2] = file;
      expect(files).toContain(file.slice("src/".length));
      const kind = caller === undefined ? "" : kindOfStep(caller, file);
      expect({ caller, file, mark }).toEqual({ caller, file, mark: kind });
      found[kind]++;
    }
    const [climbs, drivers] = rows[index]?.counts ?? [];
    expect({ walk: walk.split("\n")[0], climbs, drivers }).toEqual({
      walk: walk.split("\n")[0],
      climbs: found["↑"],
      drivers: found["→"],
    });
  }
});
