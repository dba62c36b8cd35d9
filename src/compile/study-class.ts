import type { SourceFile } from "ts-morph";
import type { ClassStudy } from "../core/draft/class-study.ts";
import { findKeptState } from "./find-kept-state.ts";
import { makeScript } from "./make-program.ts";
import { readCaseShape } from "./read-case-shape.ts";

/** What can be told of a class that compiles: which path its verifications may take, and the shape of its cases. */
export function studyClass(file: SourceFile): ClassStudy & { readonly status: "studied" } {
  const kept = findKeptState(file);
  return {
    status: "studied",
    path:
      kept.status === "nothing"
        ? { status: "still", code: makeScript(file, [], kept.edits).code }
        : { status: "careful", reason: `line ${kept.line}: ${kept.reason}` },
    caseShape: readCaseShape(file),
  };
}
