import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { unpackBrowser } from "./review/unpack-browser.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder that all test files of one run share. */
    readonly sharedFolder: string;
  }
}

/** Makes the folder that the test files of one run share, and removes it afterwards; and has the browser unpacked. */
export default async function setUp(project: TestProject): Promise<() => void> {
  await unpackBrowser();
  const folder = mkdtempSync(join(tmpdir(), "campforge-shared-"));
  project.provide("sharedFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
