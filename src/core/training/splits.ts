import { sha256 } from "../draft/hash.ts";

/** One part of a data set: its name, which is also its file's, and the share of the cases that it gets. */
export type Split = { readonly name: string; readonly share: number };

/** How `--split` is written, for messages. */
const FORM = "expected NAME=SHARE separated by commas, such as train=0.95,val=0.05";

const SPLIT_NAME = /^[a-z][a-z0-9_-]{0,31}$/;

/** Shares of a sum that differs from 1 by no more than decimal fractions do when they are added. */
const TOLERANCE = 1e-9;

/** Reads `train=0.95,val=0.05`, or says what is wrong with it. Shares lie in (0, 1] and sum to 1. */
export function readSplits(
  text: string,
):
  | { readonly status: "read"; readonly splits: readonly Split[] }
  | { readonly status: "refused"; readonly reason: string } {
  const splits: Split[] = [];
  for (const part of text.split(",")) {
    const [, name = "", share = ""] = /^\s*([^=\s]+)\s*=\s*([0-9.]+)\s*$/.exec(part) ?? [];
    if (name === "") return refused(`"${part.trim()}": ${FORM}`);
    if (!SPLIT_NAME.test(name))
      return refused(`"${name}": expected a name of lower-case letters, digits, - and _, at most 32`);
    if (splits.some((one) => one.name === name)) return refused(`"${name}" is there twice`);
    const value = Number(share);
    if (!(value > 0 && value <= 1)) return refused(`${name}=${share}: expected a share above 0, at most 1`);
    splits.push({ name, share: value });
  }
  const sum = splits.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > TOLERANCE)
    return refused(`the shares sum to ${Number(sum.toFixed(9))}; expected 1`);
  return { status: "read", splits };
}

/**
 * The split that a case belongs to, by its id alone: the same in every data set with these splits, whatever
 * its seed, size or bootcamps. A case that one export trains on is never in the validation set of another.
 */
export function splitOf(caseId: string, splits: readonly Split[]): number {
  // 48 bits are an exact integer, and far more than any number of cases resolves.
  const draw = Number.parseInt(sha256(`split\n${caseId}`).slice(0, 12), 16) / 2 ** 48;
  let below = 0;
  for (const [index, { share }] of splits.entries()) {
    below += share;
    if (draw < below) return index;
  }
  return splits.length - 1;
}

const refused = (reason: string): { readonly status: "refused"; readonly reason: string } => ({
  status: "refused",
  reason,
});
