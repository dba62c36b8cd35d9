import { z } from "zod";

/** The versions that a result depends on: of software by name, and of prompts by role. */
export type Versions = {
  readonly software: Readonly<Record<string, string>>;
  readonly prompts: Readonly<Record<string, string>>;
};

/** As the record keeps them: versions beside each other, those of the prompts, if any, under a key of their own. */
export const versionsSchema = z
  .object({ prompts: z.record(z.string(), z.string()).default({}) })
  .catchall(z.string())
  .transform(({ prompts, ...software }): Versions => ({ software, prompts }));

/** The same as JSON that the schema reads. */
export function storedVersions({ software, prompts }: Versions): string {
  return JSON.stringify({ ...software, prompts });
}
