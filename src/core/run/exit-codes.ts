/** What the process ends with, as README.md lists it. */
export const EXIT = {
  done: 0,
  fault: 1,
  usage: 2,
  configuration: 3,
  endpoint: 4,
  stopped: 6,
  conflict: 7,
  checkFailed: 8,
  recordHeld: 75,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something the user can put right: the message says what happened, with what, and what to do next. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "CommandError";
    this.exitCode = exitCode;
  }
}
