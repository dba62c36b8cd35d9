import type { UserTerminal } from "../../core/run/user-terminal.ts";
import { onOutputLoss, printNotice, printNoticeLine, silenceOutput } from "./print.ts";

/** The terminal, or whatever else standard output and standard error lead to. */
export const USER_TERMINAL: UserTerminal = {
  notice: printNotice,
  noticeLine: printNoticeLine,
  mute: silenceOutput,
  onHangup: onOutputLoss,
};
