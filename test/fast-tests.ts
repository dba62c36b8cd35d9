import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./project.ts";

/** What starts processes or a browser, or needs the folder that a whole run of the tests shares. */
const SLOW = /^(?:node:)?(?:child_process|worker_threads)$|^playwright-core$|demo-record\.ts$/;

/** Tests that take seconds though they start nothing: they count, time or compile much. */
const LONG = [
  "test/compile/",
  "test/sandbox/",
  "test/bootcamp/linear-time.test.ts",
  "test/bootcamp/parsers-total.test.ts",
  "test/store/ledger.test.ts",
  "test/documentation.test.ts",
];

/** What carries out commands in the test's own process, with a compiler and a sandbox that stay warm there. */
const IN_PROCESS = /import \{[^}]*\bcampforge\b[^}]*\} from "[./]+\/campforge\.ts"/;

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b(?!\s+type\b)[^;"']*?from\s*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g;

/** The test files from which no import leads to what starts a process or a browser, by their paths. */
export function findFastTests(): readonly string[] {
  const known = new Map<string, boolean>();
  const isFast = (file: string): boolean => {
    const before = known.get(file);
    if (before !== undefined) return before;
    known.set(file, true); // a circle is as fast as what else is in it
    const targets = [...readFileSync(file, "utf8").matchAll(IMPORT)].map(
      ([, stated, dynamic]) => stated ?? dynamic ?? "",
    );
    const fast = targets.every((target) => {
      if (SLOW.test(target)) return false;
      const path = join(dirname(file), target);
      return !target.startsWith(".") || !existsSync(path) || isFast(path);
    });
    known.set(file, fast);
    return fast;
  };
  return findTests().filter(
    (file) => !LONG.some((part) => file.startsWith(part)) && isFast(join(ROOT, file)),
  );
}

/** The test files that carry out commands in their own process, by their paths. */
export function findInProcessTests(): readonly string[] {
  return findTests().filter((file) => IN_PROCESS.test(readFileSync(join(ROOT, file), "utf8")));
}

function findTests(): readonly string[] {
  return readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => relative(ROOT, join(ROOT, "test", name)))
    .sort();
}
