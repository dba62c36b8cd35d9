import { type SourceFile, ts } from "ts-morph";
import { hashSources, recallText } from "../files/kept-results.ts";
import { bundleToolkit } from "./bundle-toolkit.ts";
import { documentToolkit } from "./document-toolkit.ts";
import type { ToolkitDocumentation } from "./toolkit-documentation.ts";
import type { ToolkitModule } from "./toolkit-sources.ts";

/** What every process needs of the toolkit, and what it was made from. */
export type PreparedToolkit = {
  /** Of the toolkit, of the code that prepares it, and of the version of TypeScript. */
  readonly hash: string;
  /** One script that evaluates to the toolkit's exports. */
  readonly toolkit: string;
  readonly documentation: ToolkitDocumentation;
};

/**
 * The toolkit as a script and in words: kept by an earlier process, or made from its modules, which takes as
 * long as all else that a compiler does to start. This process need not be able to keep what it made.
 */
export function prepareToolkit(
  modules: readonly ToolkitModule[],
  parsed: () => readonly SourceFile[],
): PreparedToolkit {
  const texts = modules.flatMap(({ name, source }) => [name, source]);
  const hash = hashSources(["compile"], [ts.version, ...texts]);
  return (
    readKept(recallText({ kind: "toolkit", hash })) ?? {
      hash,
      toolkit: bundleToolkit(modules),
      documentation: documentToolkit(parsed()),
    }
  );
}

/** Written by this package's own supervisor, which reads it again at its door: a damaged one is made anew. */
function readKept(text: string | undefined): PreparedToolkit | undefined {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
