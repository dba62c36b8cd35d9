import type { Program } from "../core/draft/compile-report.ts";
import { hashProgram, sha256 } from "../core/draft/hash.ts";

/** What children know a program and its toolkit by. */
export type ProgramName = { readonly id: string; readonly toolkitId: string };

/** Each program is hashed once, and so is the toolkit that they share. */
export function createNamer(): (program: Program) => ProgramName {
  const names = new WeakMap<Program, ProgramName>();
  let last = { toolkit: "", id: sha256("") };
  return (program) => {
    const known = names.get(program);
    if (known !== undefined) return known;
    const { toolkit } = program;
    if (last.toolkit !== toolkit) last = { toolkit, id: sha256(toolkit) };
    const name = { id: hashProgram(program, last.id), toolkitId: last.id };
    names.set(program, name);
    return name;
  };
}
