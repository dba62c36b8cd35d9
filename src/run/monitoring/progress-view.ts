import type { RunStatus } from "../../core/run/run-status.ts";
import type { SynthesisEvent } from "../../core/run/synthesis.ts";

/** Tells a person, or a program, what happens while it happens. */
export type ProgressView = {
  readonly begin: (run: number, tasks: number) => void;
  readonly show: (event: SynthesisEvent) => void;
  /** What the run is at, once a second. */
  readonly tell: (status: RunStatus) => void;
  readonly end: () => void;
};
