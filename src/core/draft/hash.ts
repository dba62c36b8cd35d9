import { hash } from "node:crypto";
import { canonicalText } from "../../bootcamp/index.ts";
import type { Program } from "./compile-report.ts";
import type { CodeHash } from "../task/ids.ts";

/** SHA-256 of a text's UTF-8 bytes, 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash("sha256", text);
}

/** SHA-256 of a JSON value, the same whatever the order of its keys. */
export function hashJson(value: unknown): string {
  return sha256(canonicalText(value));
}

/** The hash that names a source text. */
export function hashCode(source: string): CodeHash {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the brand is given
  return sha256(source) as CodeHash;
}

/** The hash that names a program: its code and the toolkit that it runs with, by its SHA-256. */
export function hashProgram(program: Program, toolkitId = sha256(program.toolkit)): string {
  return sha256(`${toolkitId}\n${program.code}`);
}

/** A seed that a text decides, below 2^31 as endpoints expect. */
export const seedOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 8), 16) >>> 1;

/** A fair coin that a text decides: the same in every run. */
export const coinOf = (text: string): boolean => Number.parseInt(sha256(text).slice(0, 2), 16) % 2 === 0;
