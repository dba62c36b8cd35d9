import type { SourceKind } from "./check-types.ts";

/** What the worker is asked to compile. */
export type CompileRequest = { readonly kind: SourceKind; readonly source: string };

/** The kind on the first line, the source behind it. */
export function writeRequest({ kind, source }: CompileRequest): string {
  return `${kind}\n${source}`;
}

/** The parts again. */
export function readRequest(request: string): CompileRequest {
  const end = request.indexOf("\n");
  return {
    kind: request.slice(0, end) === "solver" ? "solver" : "bootcamp",
    source: request.slice(end + 1),
  };
}
