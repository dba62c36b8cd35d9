import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "../project.ts";

/** Closes the pipe only once all was read, so that there was nothing to read for a while, and nobody had gone. */
const PROGRAM = `
import fcntl, os, struct, subprocess, sys, termios, time
reading, writing = os.pipe()
fcntl.fcntl(reading, fcntl.F_SETFL, os.O_NONBLOCK)
child = subprocess.Popen(sys.argv[2:], stdin=reading, stdout=subprocess.PIPE)
os.write(writing, sys.argv[1].encode() + b"\\n")
unread = lambda: struct.unpack("i", fcntl.ioctl(reading, termios.FIONREAD, b"    "))[0]
while unread() > 0 and child.poll() is None: time.sleep(0.01)
os.close(writing)
print(child.stdout.read().decode(), end="", flush=True)
sys.exit(child.wait())`;

/**
 * Hands a line to a command on standard input, by a pipe that another process has made non-blocking, as `head` and `sleep`
 * leave it behind.
 */
export async function handOver(
  line: string,
  args: readonly string[],
): Promise<{ readonly code: unknown; readonly stdout: string }> {
  const command = [process.execPath, join(ROOT, "bin", "campforge.js"), ...args];
  const child = spawn("python3", ["-c", PROGRAM, line, ...command], { cwd: ROOT });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
  const [code] = await once(child, "close");
  return { code, stdout };
}
