import { z } from "zod";
import {
  describeDifference,
  describeVersions,
  fingerprintOf,
  type WorkerVersions,
} from "../postgres/fingerprint.ts";
import type { OpenSession } from "./worker-desk.ts";

const versionsSchema: z.ZodType<WorkerVersions> = z.object({
  campforge: z.string(),
  node: z.string(),
  v8: z.string(),
  code: z.string(),
});

/** Why a worker of these versions takes no part, where there are runs and it fits none of them; undefined else. */
export function refusalOf(sessions: readonly OpenSession[], own: WorkerVersions): string | undefined {
  const [first] = sessions;
  if (first === undefined || sessions.some(({ fingerprint }) => fingerprint === fingerprintOf(own)))
    return undefined;
  const theirs = versionsSchema.parse(JSON.parse(first.versions));
  return `run ${first.run} of ${first.host} is carried out by ${describeVersions(theirs)}, and this worker takes no part, because it differs: ${describeDifference(own, theirs)}. A run never mixes versions, since its verdicts depend on them: install that version here, or start the run with this one`;
}
