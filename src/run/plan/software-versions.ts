import type { Versions } from "../../core/run/versions.ts";
import { readVersion } from "../../files/project.ts";
import { readPromptVersions } from "../../files/read-prompts.ts";

/** The versions that a result of this process depends on. */
export function softwareVersions(): Versions {
  const { node, v8 } = process.versions;
  return { software: { campforge: readVersion(), node, v8 }, prompts: readPromptVersions() };
}
