/**
 * Reads deliveries as JSON. Puts one after the other into the library that is named, for ever, or, with a number behind
 * it, the last one, and dies by its own hand after that many calls of the file system.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { z } from "zod";
import { holdLibrary } from "../../src/export/carry-out.ts";

const [, , file = "", to = "", lives] = process.argv;

const folders = z.array(z.object({ folder: z.string(), files: z.array(z.tuple([z.string(), z.string()])) }));
const deliveries = z
  .array(z.object({ folders, index: z.string() }))
  .parse(JSON.parse(fs.readFileSync(file, "utf8")));

const deliver = (position: number): void => {
  const { folders = [], index = "" } = deliveries.at(position % deliveries.length) ?? {};
  const held = holdLibrary(to);
  held.deliver({
    folders: folders.map(({ folder, files }) => ({ folder, files: new Map(files) })),
    index,
  });
  held.release();
};

if (lives === undefined) {
  process.stdout.write("begun\n");
  for (let place = 0; ; place++) deliver(place);
} else {
  let left = Number(lives);
  const counted =
    <Args extends unknown[], Value>(call: (...args: Args) => Value) =>
    (...args: Args): Value => {
      if (left-- === 0) process.kill(process.pid, "SIGKILL");
      return call(...args);
    };
  // Overloads do not go through `counted`; their callers do not know the difference.
  Object.assign(fs, {
    renameSync: counted(fs.renameSync),
    rmSync: counted(fs.rmSync),
    mkdirSync: counted(fs.mkdirSync),
    openSync: counted(fs.openSync),
    writeFileSync: counted(fs.writeFileSync),
  });
  syncBuiltinESMExports();
  deliver(-1);
}
