import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { availableLayers, type Layers, readableBy } from "../processes/confinement.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import { startChild } from "../processes/start-child.ts";

/** What the probe is asked to try. */
export type Attempted = { readonly file: string; readonly newFile: string; readonly port: number };

const reachSchema = z.object({
  reading: z.boolean(),
  writing: z.boolean(),
  processes: z.boolean(),
  network: z.boolean(),
});

/** What code in a child of the sandbox could do if it broke out of its isolate. */
export type Reach = z.infer<typeof reachSchema>;

const LIMIT_MS = 5_000;
const CONNECTING_MS = 200;

/**
 * Starts a child as the sandbox does and lets it try, from outside the isolate, to read a file, to write
 * one, to start a process and to connect to a port of this machine. Throws when the child does not answer.
 */
export async function tryConfinement(): Promise<{ readonly layers: Layers; readonly reach: Reach }> {
  const folder = mkdtempSync(join(tmpdir(), "campforge-probe-"));
  const file = join(folder, "readable");
  writeFileSync(file, "x");
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const entry = siblingModule(import.meta.url, "probe-child");
  const child = startChild({
    entry,
    nodeFlags: ["--disable-warning=ExperimentalWarning"],
    confinement: { readable: readableBy(entry), allocationMiB: 1_024 },
  });
  const ask = async (request: string): Promise<object> => {
    const outcome = await child.call(request, LIMIT_MS);
    if (outcome.status !== "replied") throw new Error(`a child of the sandbox ${outcome.status}`);
    return z.record(z.string(), z.boolean()).parse(JSON.parse(outcome.text));
  };
  try {
    await child.ready;
    const attempted: Attempted = { file, newFile: join(folder, "written"), port };
    const tried = await ask(JSON.stringify(attempted));
    await new Promise((resolve) => setTimeout(resolve, CONNECTING_MS));
    const reach = reachSchema.parse({ ...tried, ...(await ask("")) });
    return { layers: availableLayers(), reach };
  } finally {
    child.kill();
    server.close();
    rmSync(folder, { recursive: true });
  }
}
