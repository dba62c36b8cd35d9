import type { Execution } from "../../core/draft/execution.ts";
import type { VerificationPath } from "../../core/draft/class-study.ts";
import type { CaseShape } from "../../core/draft/case-shape.ts";
import type { DrawOutcome } from "../../core/draft/execution.ts";
import type { Scored } from "../../sandbox/score-responses.ts";

/** One version of a bootcamp, ready to be drawn from and scored with. */
export type ServedClass = {
  readonly slug: string;
  readonly version: number;
  /** Another card is another class. */
  readonly cardHash: string;
  readonly domain: string;
  readonly title: string;
  readonly description: string;
  readonly levels: number;
  readonly programs: Scored;
  /** Whether a model compares its answers with the reference. */
  readonly isModelVerified: boolean;
  /** Which way its verifications go, and why. */
  readonly path: VerificationPath;
  /** Null where the class draws cases that its own type does not describe: then nothing can be held against one. */
  readonly caseShape: CaseShape | null;
};

/** All that is served: each bootcamp by its slug, with the version that is meant where none is named. */
export type Holdings = {
  readonly bootcamps: ReadonlyMap<string, ServedBootcamp>;
  /** Folders that are not served, each with the reason. */
  readonly problems: readonly { readonly folder: string; readonly reason: string }[];
};

export type ServedBootcamp = {
  readonly slug: string;
  /** Null where the bootcamp was withdrawn: its versions are served to those who name one. */
  readonly current: number | null;
  readonly versions: ReadonlyMap<number, ServedClass>;
};

/** A case with all that decides its score. */
export type Target = { readonly of: ServedClass; readonly caseName: string; readonly caseText: string };

/** Draws the cases of a class that have these indices. Throws Refused where processes end under it. */
export type Draw = (
  of: ServedClass,
  wanted: { readonly level: number; readonly seed: number; readonly indices: readonly number[] },
) => Promise<Execution<readonly DrawOutcome[]>>;

/** The prompt of a case; null where the class cannot word it. Throws Refused where processes end under it. */
export type Word = (target: Target) => Promise<string | null>;

/** The class of a bootcamp by slug and version, or why there is none. */
export function findClass(
  { bootcamps }: Holdings,
  { slug, version }: { readonly slug: string; readonly version: number | null },
):
  | { readonly status: "found"; readonly of: ServedClass }
  | { readonly status: "unknown-bootcamp" | "unknown-version"; readonly message: string } {
  const bootcamp = bootcamps.get(slug);
  if (bootcamp === undefined)
    return {
      status: "unknown-bootcamp",
      message: `the library has no bootcamp ${JSON.stringify(slug.slice(0, 80))}`,
    };
  const wanted = version ?? bootcamp.current;
  const known = [...bootcamp.versions.keys()].join(", ");
  if (wanted === null)
    return {
      status: "unknown-version",
      message: `${slug} was withdrawn; name one of its versions: ${known}`,
    };
  const of = bootcamp.versions.get(wanted);
  if (of !== undefined) return { status: "found", of };
  return { status: "unknown-version", message: `${slug} has no version ${wanted}; it has these: ${known}` };
}
