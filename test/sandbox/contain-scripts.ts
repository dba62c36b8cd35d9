import { afterAll, describe, expect, test } from "vitest";
import { createSandbox } from "../../src/sandbox/create-sandbox.ts";
import type { Try } from "../../src/sandbox/run-job.ts";
import { aProgram } from "./a-program.ts";
import { endingOf, type HostileScript, readHostileScripts } from "./hostile-scripts.ts";

/** Once more, because what a script leaves behind may hurt the one after it. */
const ROUNDS = 2;

const LIMITS = { timeoutMs: 100, memoryMiB: 32 };
const DEFAULT_TIMING = { timeoutMs: 10_000, memoryMiB: 64 };
const RANGE = { level: 0, seed: 1, start: 0, count: 1 };

/** A verdict may come so much later than the limit, and a child hold so much more than it may (SECURITY.md). */
const LATEST_MS = 1_000;
const RESIDENT_LIMIT_MIB = 512;
const MOST_OVER = 1.2;

/** The sandbox's loose clock: what a machine that is busy with other work may add to a verdict. */
const CLOCK_FACTOR = 4;

/**
 * Has every script of some kinds run in one sandbox, one after the other and several rounds of them; what
 * comes of it is printed as a table.
 */
export function containScripts(...kinds: readonly string[]): void {
  let tries: Try[] = [];
  const sandbox = createSandbox({ size: 1, onTry: (one) => tries.push(one) });
  const table = createTable();
  afterAll(() => {
    sandbox.close();
    table.print();
  });
  const scripts = readHostileScripts(kinds);
  describe.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    "in round %i, a hostile script",
    () => {
      test.each(scripts)("$file is contained, and the next job works", async (script) => {
        tries = [];
        const outcome = await sandbox.draw(script.program, RANGE, LIMITS);
        const ending = endingOf(outcome);
        table.note(script, ending, tries);
        expect(JSON.stringify(outcome)).not.toMatch(/ESCAPED|"escaped":true/);
        expect(script.endings).toContain(ending);
        for (const { wallMs, peakMiB } of tries) {
          expect(wallMs).toBeLessThan(LIMITS.timeoutMs * CLOCK_FACTOR + LATEST_MS);
          expect(peakMiB).toBeLessThanOrEqual(RESIDENT_LIMIT_MIB * MOST_OVER);
        }
        const next = await sandbox.draw(aProgram(), RANGE, DEFAULT_TIMING);
        expect(next).toMatchObject({ status: "completed", value: [{ status: "drawn" }] });
      });
    },
  );
}

type Row = {
  readonly scripts: Set<string>;
  readonly endings: Map<string, number>;
  runs: number;
  latestMs: number;
  peakMiB: number;
};

/** How often the scripts of each kind ended in which way, and what the slowest and the largest took. */
function createTable(): {
  readonly note: (script: HostileScript, ending: string, tries: readonly Try[]) => void;
  readonly print: () => void;
} {
  const table = new Map<string, Row>();
  return {
    note: ({ file }, ending, tries) => {
      const kind = file.split("-")[0] ?? "";
      const empty = { scripts: new Set<string>(), endings: new Map(), runs: 0, latestMs: 0, peakMiB: 0 };
      const row: Row = table.get(kind) ?? empty;
      table.set(kind, row);
      row.scripts.add(file);
      row.runs++;
      row.endings.set(ending, (row.endings.get(ending) ?? 0) + 1);
      row.latestMs = Math.max(row.latestMs, ...tries.map(({ wallMs }) => wallMs));
      row.peakMiB = Math.max(row.peakMiB, ...tries.map(({ peakMiB }) => peakMiB));
    },
    print: () => {
      const lines = [...table].map(([kind, row]) => {
        const endings = [...row.endings].map(([ending, count]) => `${ending} ${count}`).join(", ");
        return [
          kind.padEnd(6),
          String(row.scripts.size).padStart(7),
          String(row.runs).padStart(5),
          `${Math.round(row.latestMs)} ms`.padStart(15),
          `${row.peakMiB} MiB`.padStart(9),
          `  ${endings}`,
        ].join(" ");
      });
      const head = "kind   scripts  runs  slowest verdict  peak      endings";
      process.stdout.write(`\n${[head, ...lines].join("\n")}\n`);
    },
  };
}
