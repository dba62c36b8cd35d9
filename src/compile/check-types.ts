import {
  type Diagnostic as MorphDiagnostic,
  type DiagnosticMessageChain,
  Project,
  type SourceFile,
  ts,
} from "ts-morph";
import { COMPILER_FLAGS } from "../core/draft/compiler-flags.ts";
import type { Finding } from "./diagnostic-at.ts";
import type { SourceKind } from "./source-kind.ts";
import type { ToolkitModule } from "./toolkit-sources.ts";

const DRAFT = "/draft.ts";
const PROBE = "/probe.ts";

/** Asks the compiler whether the module's class is a bootcamp with a card: two lines, two questions. */
const PROBE_SOURCE = `import type { BootcampClass } from "campforge/bootcamp";
import Draft from "./draft.ts";
export const conforms: BootcampClass = Draft;
`;

const SOLVER_PROBE_SOURCE = `import { solve } from "./draft.ts";
export const conforms: (prompt: string) => string = solve;
`;

const VERIFIER_PROBE_SOURCE = `${SOLVER_PROBE_SOURCE}import { check } from "./draft.ts";
export const judges: (prompt: string, response: string) => "right" | "wrong" | "unsure" = check;
import * as draft from "./draft.ts";
type Offers = { readonly solve: unknown; readonly nearMisses?: (prompt: string) => readonly string[] };
export const offers: Offers = draft;
`;

const GUESSER_PROBE_SOURCE = `import { guess } from "./draft.ts";
export const conforms: (prompt: string) => string = guess;
import * as draft from "./draft.ts";
type Offers = { readonly guess: unknown; readonly ways?: (prompt: string) => readonly string[] };
export const offers: Offers = draft;
`;

const ADAPTER_PROBE_SOURCE = `import { toInput, toResponse } from "./draft.ts";
export const first: (prompt: string) => string = toInput;
export const last: (prompt: string, output: string) => string = toResponse;
`;

const TRANSLATION_PROBE_SOURCE = `${ADAPTER_PROBE_SOURCE}import { answer } from "./draft.ts";
export const between: (input: string) => string = answer;
`;

/** A project that lives as long as its process: libraries and toolkit are parsed once, then only drafts. */
export type WarmProject = {
  /** The parsed draft; valid until the next call. */
  readonly parse: (source: string) => SourceFile;
  /** Type errors of the draft parsed last. */
  readonly diagnose: (file: SourceFile, kind: SourceKind) => Finding[];
  readonly toolkit: () => readonly SourceFile[];
};

/** Sets the project up, wholly in memory: no file of the machine can be reached from a draft. */
export function createWarmProject(modules: readonly ToolkitModule[]): WarmProject {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts"],
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: { "campforge/bootcamp": ["/toolkit/index.ts"] },
      allowImportingTsExtensions: true,
      noEmit: true,
      ...COMPILER_FLAGS,
      skipLibCheck: true,
    },
  });
  const toolkit = modules.map(({ name, source }) => project.createSourceFile(`/toolkit/${name}.ts`, source));
  const probes = {
    bootcamp: project.createSourceFile(PROBE, PROBE_SOURCE),
    solver: project.createSourceFile("/solver-probe.ts", SOLVER_PROBE_SOURCE),
    verifier: project.createSourceFile("/verifier-probe.ts", VERIFIER_PROBE_SOURCE),
    guesser: project.createSourceFile("/guesser-probe.ts", GUESSER_PROBE_SOURCE),
    translation: project.createSourceFile("/translation-probe.ts", TRANSLATION_PROBE_SOURCE),
    adapter: project.createSourceFile("/adapter-probe.ts", ADAPTER_PROBE_SOURCE),
  };

  return {
    toolkit: () => toolkit,
    parse: (source) => project.createSourceFile(DRAFT, source, { overwrite: true }),
    diagnose: (file, kind) => {
      const program = project.getProgram();
      const own = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      if (own.length > 0) return own.map(describe);
      const exported = [...file.getClasses(), ...file.getFunctions()].find((each) => each.isDefaultExport());
      return program.getSemanticDiagnostics(probes[kind]).map((one) => ({
        category: "contract",
        code: `TS${one.getCode()}`,
        message: `${kind === "bootcamp" ? "the default export" : "what the module exports"} is not a valid ${kind}: ${flatten(one.getMessageText())}`,
        position: exported?.getStart() ?? 0,
      }));
    },
  };
}

function describe(diagnostic: MorphDiagnostic): Finding {
  return {
    category: "type",
    code: `TS${diagnostic.getCode()}`,
    message: flatten(diagnostic.getMessageText()),
    position: diagnostic.getStart() ?? 0,
  };
}

/** A chain of messages as one text: the outermost says what, the innermost why. */
function flatten(message: string | DiagnosticMessageChain): string {
  if (typeof message === "string") return message;
  const parts: string[] = [];
  const visit = (chain: DiagnosticMessageChain): void => {
    parts.push(chain.getMessageText());
    for (const next of chain.getNext() ?? []) visit(next);
  };
  visit(message);
  return parts.length > 4 ? [...parts.slice(0, 2), ...parts.slice(-2)].join(" ") : parts.join(" ");
}
