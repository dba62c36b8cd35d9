import type { LineSource } from "../../files/read-lines.ts";
import { printNotice } from "../output/print.ts";

/**
 * Standard input as it arrives. At a terminal `invitation` says what is waited for. It is read through the stream, because
 * a pipe that another process has made non-blocking cannot be read by its descriptor.
 */
export function standardInput(invitation: string): LineSource {
  if (process.stdin.isTTY) printNotice(`${invitation}, then Ctrl-D`);
  return { name: "standard input", chunks: process.stdin };
}

/** All of standard input as a text; what is no UTF-8 becomes U+FFFD. */
export async function readStandardInput(invitation: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of standardInput(invitation).chunks) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}
