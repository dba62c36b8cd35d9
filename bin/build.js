// Builds dist/ for the package: type stripping does not work inside node_modules, so it ships JavaScript
// and declarations, and beside them the files that are read at run time.
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { extname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const { status } = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], {
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);

const isReadAtRunTime = (file) =>
  [".sql", ".sh"].includes(extname(file)) ||
  file.startsWith(join("sandbox", "guest")) ||
  file.startsWith(join("review", "assets"));

for (const file of readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })) {
  if (extname(file) !== "" && isReadAtRunTime(file))
    cpSync(join(root, "src", file), join(root, "dist", "src", file));
}
// Drafts are type-checked against the toolkit's sources. Beside its declarations they would be taken for them.
cpSync(join(root, "src", "bootcamp"), join(root, "dist", "src", "compile", "toolkit"), { recursive: true });
