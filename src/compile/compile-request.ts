import { SOURCE_KINDS, type SourceKind } from "./source-kind.ts";

/** What the worker is asked to compile, and how much CPU time it may take over it. */
export type CompileRequest = { readonly kind: Wish; readonly source: string; readonly cpuMs: number };

/** A module that is held to a contract, or a description's own solution, which is held to none. */
export type RequestKind = SourceKind | "reference";

/** The same, or a class that is to be studied. */
type Wish = RequestKind | "study";

const KINDS: readonly Wish[] = [...SOURCE_KINDS, "reference", "study"];

/** The kind and the limit on the first line, the source behind it. */
export function writeRequest({ kind, source, cpuMs }: CompileRequest): string {
  return `${kind} ${cpuMs}\n${source}`;
}

/** The parts again. */
export function readRequest(request: string): CompileRequest {
  const end = request.indexOf("\n");
  const [first, limit] = request.slice(0, end).split(" ");
  const kind = KINDS.find((one) => one === first) ?? "bootcamp";
  return { kind, source: request.slice(end + 1), cpuMs: Number(limit) };
}
