import type { z } from "zod";
import { nearestName } from "../core/text/nearest-name.ts";

/**
 * What is wrong with a value that a schema refused, in words for whoever wrote it. `known` are names of fields, of
 * which the nearest is suggested for an unknown one.
 */
export function describeIssue(issue: z.core.$ZodIssue | undefined, known: readonly string[] = []): string {
  if (issue === undefined) return "is not as expected";
  const path = issue.path.join(".");
  const at = path === "" ? "" : `${path}: `;
  if (issue.code === "unrecognized_keys")
    return `${at}${issue.keys.map((key) => describeUnknown(key, known)).join(", ")}`;
  if (issue.message.endsWith("received undefined") && path !== "") return `${path} is missing`;
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const isMissing = issue.errors.every((errors) => errors.some(isUndefined));
    if (isMissing && path !== "") return `${path} is missing`;
    const forms = issue.errors.flatMap(([first]) =>
      first === undefined ? [] : [describeIssue(first, known)],
    );
    return `${at}${[...new Set(forms)].join(", or ")}`;
  }
  return `${at}${issue.message.replace(/^Invalid input: /, "")}`;
}

/** Whether what an alternative of a field found is that there is nothing, at the field itself. */
const isUndefined = ({ path, message }: z.core.$ZodIssue): boolean =>
  path.length === 0 && message.endsWith("received undefined");

function describeUnknown(key: string, known: readonly string[]): string {
  const near = nearestName(key, known);
  return `unknown field "${key}"${near === undefined ? "" : `; did you mean "${near}"?`}`;
}
