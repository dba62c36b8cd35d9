import type { Budget } from "../../core/calls/spending.ts";
import type { ThinkingForm } from "../../core/run/thinking-forms.ts";
import type { DrawingOptions } from "../../datasets/read-request.ts";

/** What the command line says of a sampling; what it leaves out is the configuration's. */
export type SamplingFlags = Omit<DrawingOptions, "to"> & {
  /** Where the solutions are written; left out where a sampling is resumed as it was begun. */
  readonly to?: string;
  readonly config?: string;
  readonly db: string;
  readonly model?: string;
  readonly samples?: number;
  readonly keep?: number;
  readonly thinking?: ThinkingForm;
  readonly requireThinking?: boolean;
  readonly budget?: Partial<Budget>;
  readonly resume?: boolean;
  /** Which sampling to resume; the latest that is not done when none is named. */
  readonly run?: number;
  readonly record?: string;
  readonly dryRun?: boolean;
  /** False for `live` draws nothing anew. */
  readonly live?: boolean;
};
