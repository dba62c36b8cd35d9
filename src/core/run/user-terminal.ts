/** How work that takes a while speaks to whoever started it. Only the command line knows where that goes. */
export type UserTerminal = {
  /** Says something beside the results; newlines stay. */
  readonly notice: (text: string) => void;
  /** The same on one line, for texts that are not ours. */
  readonly noticeLine: (text: string) => void;
  /** Nothing is said any more: there is nobody left to read it. */
  readonly mute: () => void;
  /** Calls back when nobody reads the results any more, instead of ending the process; returns what ends that. */
  readonly onHangup: (listener: () => void) => () => void;
};
