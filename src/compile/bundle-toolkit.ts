import { ts } from "ts-morph";
import type { ToolkitModule } from "./toolkit-sources.ts";

/**
 * The toolkit as one script that evaluates to its exports: each module a function in a registry, loaded
 * at its first use. Made once per compiler process.
 */
export function bundleToolkit(modules: readonly ToolkitModule[]): string {
  // In brackets, because V8 compiles a function at once, and keeps it in its code cache, that looks called.
  const functions = modules.map(({ name, source }) => {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.CommonJS,
        removeComments: true,
        esModuleInterop: false,
      },
    });
    return `${JSON.stringify(`./${name}.ts`)}: (function (exports, require) {\n${outputText}\n})`;
  });
  return `(() => {
"use strict";
const modules = {
${functions.join(",\n")}
};
const loaded = {};
const require = (name) => {
  if (loaded[name] === undefined) {
    loaded[name] = {};
    modules[name](loaded[name], require);
  }
  return loaded[name];
};
return require("./index.ts");
})()`;
}
