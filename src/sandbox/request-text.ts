/** A head of JSON on the first line and a body that only the guest, or the guest's caller, reads. */
export function joinRequest(head: object, body: string): string {
  return `${JSON.stringify(head)}\n${body}`;
}

/** The two parts of what `joinRequest` made; the body is empty where there is none. */
export function splitRequest(text: string): { readonly head: string; readonly body: string } {
  const end = text.indexOf("\n");
  return end < 0 ? { head: text, body: "" } : { head: text.slice(0, end), body: text.slice(end + 1) };
}
