import { EXIT, type ExitCode } from "../core/run/exit-codes.ts";

/** One line of what `campforge doctor` found; `exitCode` counts where `ok` is false. */
export type Finding = {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly exitCode: ExitCode;
};

/** A finding, about an endpoint unless the exit code says otherwise. */
export function finding(
  what: string,
  ok: boolean,
  detail: string,
  exitCode: ExitCode = EXIT.endpoint,
): Finding {
  return { what, ok, detail, exitCode };
}
