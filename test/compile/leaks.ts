/** A way by which a source might make the compiler read a file; the file's content, or a type made of it, would show in an error. */
export type Leak = {
  readonly name: string;
  /** What stands before a class (`aSource({ before })`); `path` is absolute. */
  readonly source: (path: string) => string;
};

const withoutEnding = (path: string): string => path.replace(/(?:\.d)?\.[jt]sx?$/, "");
const bare = (path: string): string => path.replace(/^\//, "");

/** Ways that differ in what the compiler would resolve, and when. */
export const leaks: readonly Leak[] = [
  {
    name: "an AMD dependency and an AMD module name",
    source: (path) => `/// <amd-module name="${path}" />
/// <amd-dependency path="${path}" name="secret" />
declare const secret: typeof import("${path}");
export const shown: never = secret;`,
  },
  {
    name: "references that are encoded, and come after one that takes the library away",
    source: (path) => `/// <reference no-default-lib="true" />
/// <reference path="file://localhost/${bare(path).replaceAll(/[^/]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}" />
/// <reference path="..\\\\..\\\\..${path.replaceAll("/", "\\\\")}" />
/// <reference types="${withoutEnding(path)}" resolution-mode="require" preserve="true" />
export const shown: never = secret;`,
  },
  {
    name: "the runtime of JSX, by a pragma",
    source: (path) => `/** @jsxRuntime automatic */
/** @jsxImportSource ${withoutEnding(path)} */
/** @jsx secret */
/** @jsxFrag secret */
export const shown: never = secret;`,
  },
  {
    name: "imports inside a namespace and inside an ambient module",
    source: (path) => `declare module "campforge/secret" {
  import secret = require("${path}");
  export * from "${withoutEnding(path)}";
  export = secret;
}
declare global {
  namespace Reached {
    export import inner = require("${path}");
  }
}
import * as secret from "campforge/secret";
export const shown: never = [secret, Reached.inner];`,
  },
  {
    name: "comments that import types, as JavaScript has them",
    source: (path) => `// @ts-check
/** @import * as secret from "${path}" */
/** @typedef {import("${path}")} Secret */
/** @type {import("${withoutEnding(path)}").secret} */
export const shown = /** @type {typeof import("${path}")} */ (secret);
export const other: Secret = shown;`,
  },
  {
    name: "the machine's own other names of the same file",
    source: (path) => `import * as one from "/proc/self/root${path}";
import * as two from "/proc/self/cwd${path}";
import * as three from "//localhost${path}";
import * as four from "/dev/fd/../../..${path}";
import environment from "/proc/self/environ" with { type: "json" };
import command from "/proc/self/cmdline";
export const shown: never = [one, two, three, four, environment, command];`,
  },
  {
    name: "modes and attributes of an import, old and new",
    source: (path) => `import defer * as late from "${path}";
import source text from "${path}";
import old from "${path}" assert { type: "json" };
import type { secret } from "${path}" with { "resolution-mode": "require" };
type Mode = import("${path}", { with: { "resolution-mode": "import" } }).secret;
export const shown: never = [late, text, old, secret satisfies Mode];`,
  },
  {
    name: "the one path that is mapped, and what lies beside it",
    source: (path) => `import * as up from "campforge/bootcamp/../../../../../..${path}";
import * as beside from "./toolkit/../..${path}";
import * as asked from "${path}?raw";
import * as inner from "#${bare(path)}";
import * as folder from "/node_modules/..${path}";
import * as mapped from "campforge/bootcamp${path}";
export const shown: never = [up, beside, asked, inner, folder, mapped];`,
  },
  {
    name: "exports of another module's names and types",
    source: (path) => `export type * from "${path}";
export type * as types from "${withoutEnding(path)}";
export { type secret as shown, default as other } from "${withoutEnding(path)}.js";
export { "secret" as "any name" } from "${path}";
export import again = require("${withoutEnding(path)}");
export const shownToo: never = again;`,
  },
  {
    name: "names that are only known once the types are checked",
    source: (path) => `const path = "${path}" as const;
const late = import(\`${path}\`);
const later = import(path);
const url = new URL("${path}", import.meta.url);
const meta: never = [import.meta.resolve("${path}"), import.meta.dirname, require("${path}"), require.resolve("${path}")];
type Late = typeof import(\`${path}\`);
export const shown: never = [await late, await later, url, meta as Late];
//# sourceMappingURL=data:application/json,{"version":3,"sources":["${path}"],"mappings":"AAAA"}
//# sourceURL=${path}`,
  },
];
