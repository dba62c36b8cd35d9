import { spawnSync } from "node:child_process";

/** The system's Python, where it has one that is new enough; else why there is none. */
export type FoundPython =
  | { readonly status: "found"; readonly command: string; readonly version: string }
  | { readonly status: "none"; readonly reason: string };

/** Looks for `python3` of at least 3.9. */
export function findPython(): FoundPython {
  const command = "python3";
  const code = "import sys; print('%d.%d' % sys.version_info[:2])";
  const { status, stdout } = spawnSync(command, ["-c", code], { encoding: "utf8" });
  if (status !== 0) return { status: "none", reason: "there is no python3 on this machine" };
  const version = stdout.trim();
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= 9
    ? { status: "found", command, version }
    : { status: "none", reason: `python3 is ${version}; the reward file is for 3.9 and newer` };
}

/** Whether a Python has a module. */
export function hasModule(command: string, name: string): boolean {
  return spawnSync(command, ["-c", `import ${name}`]).status === 0;
}
