import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { createFrameReader, encodeFrame } from "../processes/frames.ts";
import { siblingModule } from "../processes/sibling-module.ts";
import { markCheck, type WarmPlace } from "./warm-place.ts";
import { readWarmReply, type WarmReply, type WarmRequest } from "./warm-request.ts";

/** A workshop that nobody asks for so long ends: long enough to edit a class between two checks. */
const IDLE_MS = 5 * 60_000;

/** A start that takes longer than this is no gain. */
const START_MS = 15_000;

/** When a warm workshop is started: at once, or for who checked a short while ago as well. */
export type WarmStart = "now" | "when at work";

/**
 * Has sources checked by a warm workshop, in their order, where one is at the place or is started there. Ends early,
 * after any number of them, where there is none or it fails: what is left is to be checked without it.
 */
export async function* checkWarm(
  request: WarmRequest,
  { place, start, idleMs = IDLE_MS }: { place: WarmPlace; start: WarmStart; idleMs?: number },
): AsyncGenerator<WarmReply> {
  const isAtWork = markCheck(place) === "again" || start === "now";
  let replied = 0;
  for await (const reply of ask(place, request)) {
    replied++;
    yield reply;
  }
  if (replied > 0 || !isAtWork || !(await startWarm(place, idleMs))) return;
  yield* ask(place, request);
}

async function* ask({ socket: path }: WarmPlace, request: WarmRequest): AsyncGenerator<WarmReply> {
  const socket = connect(path);
  socket.on("error", () => {});
  const replies: string[] = [];
  const read = createFrameReader((text) => replies.push(text));
  try {
    await once(socket, "connect");
    socket.write(encodeFrame(JSON.stringify(request)));
    for await (const chunk of socket) {
      read(chunk);
      for (let reply = replies.shift(); reply !== undefined; reply = replies.shift())
        yield readWarmReply(reply);
    }
  } catch {
    // Nobody is there, or it broke off.
  } finally {
    socket.destroy();
  }
}

/** Starts a workshop that outlives this process; says whether it is ready. */
async function startWarm({ socket }: WarmPlace, idleMs: number): Promise<boolean> {
  const entry = fileURLToPath(siblingModule(import.meta.url, "keep-warm"));
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", entry, socket, String(idleMs)],
    { cwd: "/", detached: true, env: ENVIRONMENT, stdio: ["ignore", "ignore", "ignore", "ipc"] },
  );
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), START_MS);
  child.once("message", () => resolve(true));
  for (const over of ["error", "exit"]) child.once(over, () => resolve(false));
  const isReady = await promise;
  clearTimeout(timer);
  if (child.connected) child.disconnect();
  child.unref();
  if (!isReady) child.kill("SIGKILL");
  return isReady;
}

/** Nothing of who started it stays with it. */
const ENVIRONMENT = {
  PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
  LANG: "C.UTF-8",
  TZ: "UTC",
} as const;
