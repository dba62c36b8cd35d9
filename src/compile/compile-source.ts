import type { ClassStudy } from "../core/draft/class-study.ts";
import type { CompileReport } from "../core/draft/compile-report.ts";
import { checkBlindContract, checkContract, NAMED_EXPORTS } from "./check-contract.ts";
import { checkPolicy } from "./check-policy.ts";
import { createWarmProject } from "./check-types.ts";
import type { RequestKind } from "./compile-request.ts";
import { collectSourceText } from "./collect-source-text.ts";
import { diagnosticAt, type Finding } from "./diagnostic-at.ts";
import { makeScript } from "./make-program.ts";
import { mutateVerifier } from "./mutate-verifier.ts";
import { type PreparedToolkit, prepareToolkit } from "./prepare-toolkit.ts";
import { refusedWhole } from "./refused-whole.ts";
import { sketchSyntax } from "./sketch-syntax.ts";
import type { SourceKind } from "./source-kind.ts";
import { studyClass } from "./study-class.ts";
import { readToolkitSources } from "./toolkit-sources.ts";
import { wrapReference } from "./wrap-reference.ts";

/** The most diagnostics that a report lists: an author mends the first few, the rest often with them. */
const MAX_DIAGNOSTICS = 20;

/** The longest source that is looked at, in UTF-16 units; full-size classes have about 10,000. */
export const MAX_SOURCE_LENGTH = 200_000;

/** Reports that are kept: a library's, whose classes are sketched, checked and studied one after the other. */
const KEPT_REPORTS = 64;

/** A compiler in this process. Only for the worker and for benchmarks: model-written types can stall it. */
export type InProcessCompiler = {
  readonly compile: (source: string, kind?: RequestKind) => CompileReport;
  readonly prepared: PreparedToolkit;
  /** A class that compiles, looked at for what a server needs to know of it. */
  readonly study: (source: string) => ClassStudy;
};

/** Parses the libraries and the toolkit once; each `compile` then looks at one draft. */
export function createInProcessCompiler(): InProcessCompiler {
  const modules = readToolkitSources();
  const project = createWarmProject(modules);
  const prepared = prepareToolkit(modules, () => project.toolkit());
  const { toolkit } = prepared;
  const compile = (source: string, kind: SourceKind): CompileReport => {
    const file = project.parse(source);
    const found: Finding[] = [
      ...project.diagnose(file, kind),
      ...(kind === "bootcamp" ? checkContract(file) : checkBlindContract(file, kind)),
      ...checkPolicy(file, kind),
    ];
    if (found.length > 0) {
      const first = found.toSorted((a, b) => a.position - b.position).slice(0, MAX_DIAGNOSTICS);
      return { status: "refused", diagnostics: first.map((finding) => diagnosticAt(file, finding)) };
    }
    const script = makeScript(file, NAMED_EXPORTS[kind]);
    return {
      status: "compiled",
      program: { toolkit, code: script.code },
      sourceText: collectSourceText(file),
      syntax: sketchSyntax(file),
      mutation: kind === "bootcamp" ? mutateVerifier(file, script) : null,
    };
  };
  const attempt = rememberReports((source: string, kind: RequestKind): CompileReport => {
    if (source.length > MAX_SOURCE_LENGTH)
      return refusedWhole(`the source is longer than ${MAX_SOURCE_LENGTH} characters`);
    try {
      return kind === "reference" ? wrapReference(source) : compile(source, kind);
    } catch (error) {
      // Stacks and texts have an end: a fault of the source, which the next one must not suffer from.
      if (!(error instanceof RangeError)) throw error;
      return refusedWhole(
        "the source nests too deeply, or its types produce strings that are too long: simplify it",
      );
    }
  });
  return {
    prepared,
    compile: (source, kind = "bootcamp") => attempt(source, kind),
    study: (source) => {
      const report = attempt(source, "bootcamp");
      return report.status === "refused" ? report : studyClass(project.parse(source));
    },
  };
}

type Attempt = (source: string, kind: RequestKind) => CompileReport;

/** The same, which compiles none of the latest sources twice: what is said of a source depends on nothing else. */
function rememberReports(attempt: Attempt): Attempt {
  const reports = new Map<string, CompileReport>();
  return (source, kind) => {
    const name = `${kind}\n${source}`;
    const report = reports.get(name) ?? attempt(source, kind);
    reports.delete(name);
    reports.set(name, report);
    for (const oldest of reports.keys()) {
      if (reports.size <= KEPT_REPORTS) break;
      reports.delete(oldest);
    }
    return report;
  };
}
