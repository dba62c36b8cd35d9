import { SOURCE_KINDS, type SourceKind } from "./check-types.ts";

/** What the worker is asked to compile. */
export type CompileRequest = { readonly kind: RequestKind; readonly source: string };

/** A module that is held to a contract, or a description's own solution, which is held to none. */
export type RequestKind = SourceKind | "reference";

const KINDS: readonly RequestKind[] = [...SOURCE_KINDS, "reference"];

/** The kind on the first line, the source behind it. */
export function writeRequest({ kind, source }: CompileRequest): string {
  return `${kind}\n${source}`;
}

/** The parts again. */
export function readRequest(request: string): CompileRequest {
  const end = request.indexOf("\n");
  const kind = KINDS.find((one) => one === request.slice(0, end)) ?? "bootcamp";
  return { kind, source: request.slice(end + 1) };
}
