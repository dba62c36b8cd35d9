import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { serveFrames } from "../../src/processes/serve-frames.ts";

/** A child for tests: each request is a verb and what it is about, after the first space. */
serveFrames({
  residentLimitMiB: 300,
  ready: `ready ${process.pid}`,
  answer: (request) => {
    const verb = request.split(" ", 1)[0] ?? "";
    return act(verb, request.slice(verb.length + 1));
  },
});

function act(verb: string, about: string): string {
  switch (verb) {
    case "echo":
      return about;
    case "pid":
      return String(process.pid);
    case "world":
      return JSON.stringify({ env: process.env, cwd: process.cwd(), argv: process.argv.slice(2) });
    case "exit":
      process.exit(Number(about));
    case "hang":
      return hang(about);
    case "meet":
      return meet(about);
    case "log":
      return logWork(about);
    case "work":
      return work(Number(about));
    case "grow":
      return grow();
    case "babble":
      process.stdout.write(Buffer.alloc(64, 0xff));
      return "";
    default:
      return "unknown";
  }
}

/** Never comes back; says in a file that it has begun. */
function hang(file: string): string {
  if (file !== "") writeFileSync(file, String(process.pid));
  for (;;);
}

/** Comes back once as many have come to the folder as its name says. */
function meet(folder: string): string {
  writeFileSync(join(folder, String(process.pid)), "");
  const wanted = Number(folder.split("-").at(-1));
  while (readdirSync(folder).length < wanted);
  return String(process.pid);
}

function logWork(file: string): string {
  appendFileSync(file, "+");
  work(20);
  appendFileSync(file, "-");
  return "";
}

function work(ms: number): string {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return "done";
}

function grow(): string {
  const kept: Buffer[] = [];
  for (;;) kept.push(Buffer.alloc(4 * 1024 * 1024, kept.length));
}
