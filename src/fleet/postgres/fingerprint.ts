import { hashJson } from "../../core/draft/hash.ts";
import { hashSources } from "../../files/kept-results.ts";

/** What a verdict depends on beside task and prompts: who differs in any of it takes no part in a run. */
export type WorkerVersions = {
  readonly campforge: string;
  readonly node: string;
  readonly v8: string;
  /** A hash of Campforge's own code, since versions stand still between two releases. */
  readonly code: string;
};

/** Rooms whose code takes part in a verdict, or in what coordinator and workers say to each other. */
const ROOMS = [
  "bootcamp",
  "core",
  "processes",
  "files",
  "agents",
  "unittests",
  "evolution",
  "compile",
  "sandbox",
  "models",
  "verifier",
  "workshop",
  "fleet",
];

/** The versions of this process. */
export function ownVersions(campforge: string): WorkerVersions {
  const { node, v8 } = process.versions;
  return { campforge, node, v8, code: hashSources(ROOMS).slice(0, 12) };
}

/** The same for equal versions, and for no others. */
export const fingerprintOf = (versions: WorkerVersions): string => hashJson(versions).slice(0, 16);

/** The versions in words. */
export const describeVersions = ({ campforge, node, v8, code }: WorkerVersions): string =>
  `Campforge ${campforge} (code ${code}) on Node ${node} with V8 ${v8}`;

/** In what two differ, in words; empty where they do not. */
export function describeDifference(own: WorkerVersions, other: WorkerVersions): string {
  const differing = [
    ["Campforge", own.campforge, other.campforge],
    ["Node", own.node, other.node],
    ["V8", own.v8, other.v8],
    ["its code", own.code, other.code],
  ].filter(([, mine, theirs]) => mine !== theirs);
  return differing.map(([what, mine, theirs]) => `${what} is ${mine} here and ${theirs} there`).join("; ");
}
