import { readdirSync, readFileSync } from "node:fs";

/** A process as the kernel sees it. */
export type ProcessUsage = {
  readonly pid: number;
  readonly command: string;
  readonly isRunning: boolean;
  readonly cpuMs: number;
  readonly residentMiB: number;
};

/** Ticks of a second and bytes of a page, the same on every Linux that Node runs on. */
const TICK_MS = 10;
const PAGE_BYTES = 4_096;
const MIB = 1024 * 1024;

/** A process and all below it, the root first. One that ends meanwhile is left out. */
export function processTree(root: number): readonly ProcessUsage[] {
  const parents = new Map<number, number[]>();
  const known = new Map<number, ProcessUsage>();
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      // Behind the name, which may hold spaces: state, parent, …, user time, system time, …, resident pages.
      const fields = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const number = (index: number): number => Number(fields[index] ?? 0);
      const pid = Number(name);
      parents.set(number(1), [...(parents.get(number(1)) ?? []), pid]);
      known.set(pid, {
        pid,
        command: readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " "),
        isRunning: fields[0] === "R",
        cpuMs: (number(11) + number(12)) * TICK_MS,
        residentMiB: (number(21) * PAGE_BYTES) / MIB,
      });
    } catch {
      continue; // it has ended
    }
  }
  const below = (pid: number): readonly number[] => [pid, ...(parents.get(pid) ?? []).flatMap(below)];
  return below(root).flatMap((pid) => known.get(pid) ?? []);
}

/** The processes in which a server has responses scored. */
export const sandboxProcesses = (server: number): readonly ProcessUsage[] =>
  processTree(server).filter(({ command }) => /\/sandbox\/child\.[jt]s/.test(command));
