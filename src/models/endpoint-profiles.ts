import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Profiles, profilesSchema } from "../core/calls/compat.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { parseJson } from "../core/text/parse-json.ts";

const fileSchema = z.object({ version: z.literal(1), endpoints: profilesSchema });

/** Where `campforge doctor --probe` keeps what it found out: beside the record. */
export function profilesFile(db: string): string {
  return join(dirname(db), "endpoints.json");
}

/** What was found out about the endpoints; nothing, with a notice, where the file cannot be used. */
export function readProfiles(db: string, warn: (text: string) => void): Profiles {
  const file = profilesFile(db);
  if (!existsSync(file)) return {};
  const read = fileSchema.safeParse(parseJson(readFileSync(file, "utf8")));
  if (read.success) return read.data.endpoints;
  warn(`${file}: is ignored, since it cannot be read; campforge doctor --probe writes it again`);
  return {};
}

/** Writes the file whole; profiles of endpoints that were not probed this time stay. */
export function writeProfiles(db: string, profiles: Profiles, warn: (text: string) => void): string {
  const file = profilesFile(db);
  const endpoints = { ...readProfiles(db, warn), ...profiles };
  mkdirSync(dirname(file), { recursive: true });
  writeAtomically(file, `${JSON.stringify({ version: 1, endpoints }, null, 2)}\n`);
  return file;
}
