import type { CompileReport } from "../core/draft/compile-report.ts";

/** A report on a source as a whole, where no line is to blame. */
export function refusedWhole(message: string): CompileReport & { readonly status: "refused" } {
  return {
    status: "refused",
    diagnostics: [{ category: "policy", code: "too-large", message, line: 1, column: 1, lineText: "" }],
  };
}
