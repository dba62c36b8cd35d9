import type { SourceKind } from "./check-types.ts";

/** What the worker is asked: the kind on the first line, the source behind it. */
export function writeRequest(kind: SourceKind, source: string): string {
  return `${kind}\n${source}`;
}

/** The two parts again. */
export function readRequest(request: string): { readonly kind: SourceKind; readonly source: string } {
  const end = request.indexOf("\n");
  return { kind: request.slice(0, end) === "solver" ? "solver" : "bootcamp", source: request.slice(end + 1) };
}
