import type { Budget } from "../../core/calls/spending.ts";
import type { Waiver } from "../../core/checks/waivers.ts";

/** What the command line says of a run; what it leaves out is the configuration's. */
export type RunFlags = {
  readonly config?: string;
  readonly db: string;
  readonly model?: string;
  readonly rounds?: number;
  readonly drafts?: number;
  readonly seed?: number;
  readonly parallel?: number | "auto";
  readonly judgeSamples?: number;
  readonly judgeMean?: number;
  readonly budget?: Partial<Budget>;
  readonly until?: string;
  /** False leaves the second oracle, the critic, or the adversary out. */
  readonly oracle?: boolean;
  readonly critic?: boolean;
  readonly adversary?: boolean;
  /** False leaves accuracy unmeasured: then nothing is accepted without a person. */
  readonly judge?: boolean;
  /** Shows the descriptions' solutions to the authors of classes, too. */
  readonly shareReference?: boolean;
  readonly record?: string;
  /** Where each decided task gets a folder of its own; false for nowhere. */
  readonly generated?: string | false;
  readonly resume?: boolean;
  /** Which run to resume; the latest that has something left to do when none is named. */
  readonly run?: number;
  /** Only these tasks, by their ids. */
  readonly only?: readonly string[];
  /** Those that an earlier run rejected, or left without a verdict: `run`, else the latest. */
  readonly failed?: boolean;
  readonly stopped?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Whether traces hold what is said to models and what they say. */
  readonly traceContent?: boolean;
  /** A line for each event also of a large run; false for `live` draws nothing anew. */
  readonly verbose?: boolean;
  readonly live?: boolean;
  /** Starts the same command in the background, in a session of its own. */
  readonly detach?: boolean;
  readonly waive?: readonly Waiver[];
  /** Spreads the run over machines, by the queue at this address; true for the one that the environment names. */
  readonly queue?: string | true;
  /** After how many seconds without a word a worker is gone. */
  readonly goneAfter?: number;
};
