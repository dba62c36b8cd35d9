import { hash } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../../core/text/parse-json.ts";
import type { FolderFiles } from "../../files/replace-folder.ts";
import type { Dataset } from "./dataset.ts";

/** The file that says what a data set is, and which files of its folder are the export's own. */
export const MANIFEST = "dataset.json";

/**
 * What the folder holds and from which classes it was drawn, as sorted as everything else: no times, no paths, so
 * that the same request gives the same bytes.
 */
export function manifestText(dataset: Dataset, schema: string, files: FolderFiles): string {
  const manifest = {
    schema,
    seed: dataset.seed,
    splits: dataset.splits.map(({ name, share, rows }) => ({ name, share, rows: rows.length })),
    bootcamps: dataset.tasks.map(({ published, levels, reward }) => ({
      bootcamp: published.slug,
      version: published.version,
      domain: published.domain,
      levels,
      reward,
      code: published.card.hashes.code,
      program: published.card.hashes.program,
    })),
    files: [...files].map(([name, content]) => ({ name, sha256: hash("sha256", content) })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const ownFilesSchema = z.object({
  schema: z.string().startsWith("campforge."),
  files: z.array(z.object({ name: z.string().regex(/^[\w.-]+$/) })),
});

/** The files that an earlier export wrote, by its manifest; undefined where the text is no manifest. */
export function ownFiles(text: string): readonly string[] | undefined {
  const manifest = ownFilesSchema.safeParse(parseJson(text));
  return manifest.success ? manifest.data.files.map(({ name }) => name) : undefined;
}
