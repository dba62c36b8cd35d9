import { ts } from "ts-morph";
import type { ToolkitModule } from "./toolkit-sources.ts";

/**
 * The toolkit as one script that evaluates to `{ toolkit, parts }`: what it exports, and every function and
 * class of its modules, for whoever has to freeze what drafts share. Each module is a function in a
 * registry, loaded at its first use. Made once per compiler process.
 */
export function bundleToolkit(modules: readonly ToolkitModule[]): string {
  const functions = modules.map(({ name, source }) => {
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.CommonJS,
        removeComments: true,
        esModuleInterop: false,
      },
    });
    const parts = namesOfParts(source).join(", ");
    return `${JSON.stringify(`./${name}.ts`)}: function (exports, require) {\n${outputText}\nparts.push(${parts});\n}`;
  });
  return `(() => {
"use strict";
const modules = {
${functions.join(",\n")}
};
const loaded = {};
const parts = [];
const require = (name) => {
  if (loaded[name] === undefined) {
    loaded[name] = {};
    modules[name](loaded[name], require);
  }
  return loaded[name];
};
return { toolkit: require("./index.ts"), parts };
})()`;
}

function namesOfParts(source: string): readonly string[] {
  const { statements } = ts.createSourceFile("part.ts", source, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) =>
    (ts.isFunctionDeclaration(statement) && statement.body !== undefined) || ts.isClassDeclaration(statement)
      ? (statement.name?.text ?? [])
      : [],
  );
}
