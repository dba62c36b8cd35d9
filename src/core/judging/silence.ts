import type { CallEnding } from "../draft/execution.ts";

/** Why a function of a blind program, which `of` names, or the solution of a description gave nothing that could be used. */
export type Silence = { readonly of: string | null } & (
  | Exclude<CallEnding, { readonly status: "gave" }>
  | { readonly status: "empty" | "unsure" }
  | { readonly status: "timed out"; readonly limitMs: number }
  /** It ends when it is called alone, after this CPU time; `count` calls together had `limitMs`. */
  | {
      readonly status: "late";
      readonly cpuMs: number;
      readonly count: number;
      readonly limitMs: number;
    }
);
