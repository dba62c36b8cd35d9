/** What the supervisor asks of a child; the payload goes beside it. */
export type JobRequest = {
  /** The hash of the program, which goes along only when the child does not know it. */
  readonly id: string;
  /** So does the toolkit in it, which is most of it and the same for all. */
  readonly program?: { readonly toolkitId: string; readonly toolkit?: string; readonly code: string };
  readonly operation: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryMiB: number;
  /** Programs that the child keeps loaded at most. */
  readonly kept: number;
};

/** A head of JSON on the first line and a body that only the guest, or the guest's caller, reads. */
export function joinRequest(head: object, body: string): string {
  return `${JSON.stringify(head)}\n${body}`;
}

/** The two parts of what `joinRequest` made; the body is empty where there is none. */
export function splitRequest(text: string): { readonly head: string; readonly body: string } {
  const end = text.indexOf("\n");
  return end < 0 ? { head: text, body: "" } : { head: text.slice(0, end), body: text.slice(end + 1) };
}
