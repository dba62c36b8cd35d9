import type { Sketch } from "./novelty.ts";
import type { VerifierMutation } from "../checks/verifier-mutant.ts";

/** One thing that is wrong with a source text, in words that its author can act on. */
export type Diagnostic = {
  /** `type`: the compiler's; `contract`: what a bootcamp must have; `policy`: what it must not do. */
  readonly category: "type" | "contract" | "policy";
  readonly code: string;
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly lineText: string;
};

/** A program that the sandbox can load: plain JavaScript, lines as in the source. */
export type Program = {
  readonly toolkit: string;
  readonly code: string;
};

/** What the compiler made of one source text. */
export type CompileReport =
  | {
      readonly status: "compiled";
      readonly program: Program;
      readonly sourceText: SourceText;
      /** The shape of the program, to recognise twins by. */
      readonly syntax: Sketch;
      /** Small mistakes that the unit tests should notice; null unless they were asked for. */
      readonly mutation: VerifierMutation | null;
    }
  | { readonly status: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** What a source says beside what it does: comments, texts, numbers as they are read, declared names. */
export type SourceText = {
  readonly comments: readonly SourcePiece[];
  readonly strings: readonly SourcePiece[];
  readonly numbers: readonly SourcePiece[];
  readonly names: readonly SourcePiece[];
};

export type SourcePiece = { readonly line: number; readonly text: string };

/** Type-checks one source text against the contract. Throws only when the compiler itself is at fault. */
export type Compile = (source: string) => Promise<CompileReport>;

/**
 * The same for programs that are written without a look at the class. A solver exports `solve`, from prompt to
 * response; a verifier that and `check`, from prompt and response to "right", "wrong" or "unsure", and where it
 * can `nearMisses`, from prompt to responses that are wrong in one way each; a guesser `guess`, from prompt to
 * response, and, where it tries several rules of thumb, `ways`, from prompt to the responses of each; a translation
 * `toInput`, `answer` and `toResponse`; an adapter those without `answer`. A reference is a description's own solution in
 * JavaScript or TypeScript, from input to output.
 */
export type CompileBlind = (
  source: string,
  kind: "solver" | "verifier" | "guesser" | "translation" | "adapter" | "reference",
) => Promise<CompileReport>;
