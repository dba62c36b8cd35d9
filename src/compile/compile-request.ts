import type { SourceKind } from "./check-types.ts";

/** What the worker is asked to compile. */
export type CompileRequest = {
  readonly kind: SourceKind;
  /** Whether to look for small mistakes that could be put into the verifier. */
  readonly mutants: boolean;
  readonly source: string;
};

/** The wishes on the first line, the source behind it. */
export function writeRequest({ kind, mutants, source }: CompileRequest): string {
  return `${kind}${mutants ? " mutants" : ""}\n${source}`;
}

/** The parts again. */
export function readRequest(request: string): CompileRequest {
  const end = request.indexOf("\n");
  const [kind, mutants] = request.slice(0, end).split(" ");
  return {
    kind: kind === "solver" ? "solver" : "bootcamp",
    mutants: mutants === "mutants",
    source: request.slice(end + 1),
  };
}
