import type { Budget } from "../core/calls/spending.ts";

/** What the command line says of an evaluation; what it leaves out is the configuration's. */
export type EvalFlags = {
  /** The one that ships where none is named. */
  readonly library?: string;
  readonly domains?: readonly string[];
  readonly bootcamps?: readonly string[];
  readonly levels: string;
  /** Of each level of each task. */
  readonly cases: number;
  readonly seed: number;
  readonly config?: string;
  readonly db: string;
  readonly model?: string;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly samples: number;
  readonly budget?: Partial<Budget>;
  readonly dryRun?: boolean;
  readonly record?: string;
  readonly label?: string;
  readonly freeze?: string;
  readonly frozen?: string;
  readonly replies?: string;
  /** Two files of results. */
  readonly compare?: readonly string[];
  readonly out?: readonly string[];
  readonly force?: boolean;
  readonly json?: boolean;
  /** False for `live` draws nothing anew. */
  readonly live?: boolean;
};
