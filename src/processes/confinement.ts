import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** What of this machine a child may still reach. */
export type Confinement = {
  /** Files and folders that it may read; everything else is out of its reach where the system allows. */
  readonly readable: readonly string[];
  /** What it may allocate beyond what it holds when it is ready. */
  readonly allocationMiB: number;
};

/** The layers around a child that depend on the system; those of Node and of the isolate are always there. */
export type Layers = {
  /** User, mount, network and other namespaces: no network and a bare root. */
  readonly namespaces: boolean;
  /** A limit on what a child may allocate, kept by the kernel. */
  readonly allocationLimit: boolean;
};

const SCRIPT = fileURLToPath(new URL("./confine.sh", import.meta.url));

/** Where shells, `unshare`, and the shared libraries of Node are; those that do not exist are left out. */
const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib64", "/nix/store"];

const PROBE_TIMEOUT_MS = 5_000;

let known: Layers | undefined;

/** Finds out, once for this process, by starting Node's binary inside, which layers the system has. */
export function availableLayers(): Layers {
  known ??= {
    namespaces: works("sh", [SCRIPT, ...modeArguments("bare", [process.execPath]), process.execPath, "-v"]),
    allocationLimit: works("prlimit", ["--pid", String(process.pid), "--data"]),
  };
  return known;
}

/** The command that starts `node` with these arguments inside the confinement. */
export function confinedCommand(
  confinement: Confinement,
  nodeArguments: readonly string[],
): { readonly file: string; readonly arguments: readonly string[] } {
  const mode = availableLayers().namespaces ? "bare" : "plain";
  // A folder that is a link is reached by both of its names.
  const bothNames = (path: string): readonly string[] => [path, realpathSync(path)];
  const readable = confinement.readable.flatMap(bothNames);
  return {
    file: "sh",
    arguments: [
      SCRIPT,
      ...modeArguments(mode, [...bothNames(process.execPath), ...readable]),
      realpathSync(process.execPath),
      "--permission",
      "--allow-addons",
      "--allow-worker",
      "--disable-warning=SecurityWarning",
      ...new Set(readable.map((path) => `--allow-fs-read=${path}`)),
      // The loader of native addons asks which C library this is.
      "--allow-fs-read=/etc/alpine-release",
      ...nodeArguments,
    ],
  };
}

/** What a program of this package reads while it starts: the sources around it and the installed packages. */
export function readableBy(entry: URL): readonly string[] {
  const file = fileURLToPath(entry);
  const paths = [dirname(dirname(file))];
  for (let folder = dirname(paths[0] ?? file); ; folder = dirname(folder)) {
    paths.push(...[join(folder, "package.json"), join(folder, "node_modules")].filter(existsSync));
    if (folder === dirname(folder)) return paths;
  }
}

/** The arguments of the script; what lies inside another readable folder needs no mention of its own. */
function modeArguments(mode: "bare" | "plain", readable: readonly string[]): readonly string[] {
  const all = [...SYSTEM.filter(existsSync), ...readable];
  const paths = all.filter(
    (path, index) =>
      all.indexOf(path) === index && !all.some((other) => path !== other && path.startsWith(other + sep)),
  );
  return [mode, String(paths.length), ...paths];
}

function works(file: string, parameters: readonly string[]): boolean {
  const { status } = spawnSync(file, parameters, {
    env: SHELL_ENVIRONMENT,
    cwd: "/",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: PROBE_TIMEOUT_MS,
  });
  return status === 0;
}

/** Where the shell finds what the script calls; it goes no further than the script. */
export const SHELL_ENVIRONMENT = {
  PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
  LANG: "C.UTF-8",
  TZ: "UTC",
} as const;
