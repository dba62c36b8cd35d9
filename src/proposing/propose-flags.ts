import type { Budget } from "../core/calls/spending.ts";
import type { AnswerType } from "../core/task/map-cell.ts";

/** What the command line says of proposals; what it leaves out is the configuration's. */
export type ProposeFlags = {
  readonly count: number;
  readonly to: string;
  readonly domains?: readonly string[];
  readonly answers?: readonly AnswerType[];
  readonly like?: readonly string[];
  readonly from?: readonly string[];
  /** Of texts that state none. */
  readonly licence?: string;
  /** Further descriptions that a proposal must not be the same as. */
  readonly against?: readonly string[];
  readonly library?: string;
  readonly config?: string;
  readonly db: string;
  readonly model?: string;
  readonly seed: number;
  readonly budget?: Partial<Budget>;
  /** Whether what passes is run, too, under the same budget. */
  readonly auto?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};
