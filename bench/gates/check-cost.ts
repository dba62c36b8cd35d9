/** What `campforge check` of one file costs: alone, and where a warm workshop waits. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const FILE = join(ROOT, "library/logical-reasoning/map-colouring/bootcamp.ts");
const TIMES = 3;

/** CPU time in ms of all processes; undefined where the system does not tell it. */
export type CheckCost = { readonly cold: number | undefined; readonly warm: number | undefined };

/** The median of a few checks of each kind, after one whose results are kept. */
export function measureCheck(): CheckCost {
  const home = mkdtempSync(join(tmpdir(), "campforge-warm-"));
  try {
    check(home, "--no-warm");
    const cold = Array.from({ length: TIMES }, () => check(home, "--no-warm"));
    check(home, "--warm");
    const warm = Array.from({ length: TIMES }, () => {
      const before = cpuOfWarm(home);
      const own = check(home, "--warm");
      const after = cpuOfWarm(home);
      return own === undefined || before === undefined || after === undefined
        ? undefined
        : own + after - before;
    });
    return { cold: middle(cold), warm: middle(warm) };
  } finally {
    for (const pid of warmProcesses(home)) process.kill(pid, "SIGTERM");
    rmSync(home, { recursive: true, force: true });
  }
}

function middle(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  return known[known.length >> 1];
}

/** A check in a shell that tells the CPU time of all that ended in it. */
function check(home: string, how: string): number | undefined {
  const script = '"$@" > /dev/null; times';
  const launcher = join(ROOT, "bin/campforge.js");
  const { stdout } = spawnSync("sh", ["-c", script, "sh", process.execPath, launcher, "check", how, FILE], {
    env: { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8" },
    encoding: "utf8",
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  if (parts.length !== 2) return undefined;
  return parts.reduce(
    (sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1_000 * Number(seconds),
    0,
  );
}

type Seen = {
  readonly pid: number;
  readonly parent: number;
  readonly ticks: number;
  readonly command: string;
};

const MS_PER_TICK = 10;

/** Every process of this machine, as Linux tells of them; none elsewhere. */
function processes(): readonly Seen[] {
  try {
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? readProcess(name) : []));
  } catch {
    return [];
  }
}

function readProcess(name: string): readonly Seen[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    // Fields 4 and 14 to 17 of proc(5): parent; time of its own and of children that ended, as user and as system.
    const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8");
    return [{ pid: Number(name), parent: fields[1] ?? 0, ticks, command }];
  } catch {
    return [];
  }
}

const isWarm = (home: string, { command }: Seen): boolean =>
  command.includes("keep-warm") && command.includes(home);

const warmProcesses = (home: string): readonly number[] =>
  processes().flatMap((one) => (isWarm(home, one) ? [one.pid] : []));

/** What a warm workshop and the processes below it have used; undefined where there is none. */
function cpuOfWarm(home: string): number | undefined {
  const all = processes();
  const found = all.filter((one) => isWarm(home, one));
  if (found.length === 0) return undefined;
  const below = (pids: readonly number[]): readonly Seen[] => {
    const children = all.filter(({ parent }) => pids.includes(parent));
    return children.length === 0 ? [] : [...children, ...below(children.map(({ pid }) => pid))];
  };
  const together = [...found, ...below(found.map(({ pid }) => pid))];
  return MS_PER_TICK * together.reduce((sum, { ticks }) => sum + ticks, 0);
}
