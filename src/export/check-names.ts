import * as toolkit from "../bootcamp/index.ts";
import { CLASS_NAME } from "../core/draft/card.ts";

/** Names that a class of the library may not take from the language: every global that begins with a capital. */
const BUILT_IN =
  "AggregateError Array ArrayBuffer AsyncFunction Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Generator Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly".split(
    " ",
  );

/** Types of the toolkit, which have no value to be found by. */
const TOOLKIT_TYPES =
  "AnswerFormat AnswerPlace BootcampClass Card CaseAddress Cell Edge Expression Extracted Graph GridShape Json JsonScalar ListOptions NumberBounds Operator ParameterSpec Parsed Parser Reply Route Score ScoreOptions TextOptions".split(
    " ",
  );

const TAKEN: ReadonlySet<string> = new Set(
  [...BUILT_IN, ...TOOLKIT_TYPES, ...Object.keys(toolkit)].map((name) => name.toLowerCase()),
);

/** Windows opens a device under these names, whatever stands behind a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Folders that the library or a package manager gives a meaning to. */
const RESERVED_FOLDERS: ReadonlySet<string> = new Set(["versions", "index", "node-modules"]);

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Why a class of this name cannot be exported; undefined when it can. Case does not tell names apart. */
export function classNameProblem(name: string): string | undefined {
  if (!CLASS_NAME.test(name))
    return `the class name ${JSON.stringify(name)}: expected a capital, then 2 to 63 letters and digits`;
  if (TAKEN.has(name.toLowerCase()))
    return `the class name ${name} is taken by the language or by the toolkit`;
  return DEVICE.test(name) ? `the class name ${name} is a device on Windows` : undefined;
}

/** Why a folder cannot have this name, for a slug or a domain; undefined when it can. */
export function folderNameProblem(kind: "slug" | "domain", name: string): string | undefined {
  if (!SLUG.test(name) || name.length > 80)
    return `the ${kind} ${JSON.stringify(name)}: expected lower-case letters and digits with single hyphens, at most 80`;
  if (DEVICE.test(name)) return `the ${kind} ${name} is a device on Windows`;
  return RESERVED_FOLDERS.has(name) ? `the ${kind} ${name} is reserved` : undefined;
}
