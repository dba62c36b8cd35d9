import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";

const statsSchema = z.record(z.string(), z.object({ requests: z.int(), open: z.int() }));

/** An endpoint in a process of its own that misbehaves in the way that the address names. */
export type FaultEndpoint = {
  readonly baseUrl: (mode: string) => string;
  readonly modes: () => Promise<readonly string[]>;
  /** Requests that it has received for a mode. */
  readonly requests: (mode: string) => Promise<number>;
  readonly close: () => void;
};

/** Starts it on a free port of this machine. */
export async function startFaultEndpoint(): Promise<FaultEndpoint> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "fault-endpoint.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line]: unknown[] = await once(child.stdout, "data");
  const origin = String(line).trim();
  const read = async (path: string): Promise<unknown> => (await fetch(`${origin}/${path}`)).json();
  return {
    baseUrl: (mode) => `${origin}/${mode}/v1`,
    modes: async () => z.array(z.string()).parse(await read("modes")),
    requests: async (mode) => statsSchema.parse(await read("stats"))[mode]?.requests ?? 0,
    close: () => child.kill("SIGKILL"),
  };
}
