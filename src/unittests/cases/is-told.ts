import { canonicalText } from "../../bootcamp/index.ts";
import { fieldAt, withField } from "./case-fields.ts";
import type { Evidence, PlacedCase } from "./evidence.ts";
import { reverseEachList } from "./reorder-case.ts";

/** Cases in which a field is changed to see whether the prompt says anything of it. */
const CASES = 6;

/**
 * Whether prompts tell anything of a field of the case: each of some cases gets what another of them has there, and is
 * worded again. Where wording such a case fails, the field counts as told.
 */
export async function isTold(
  field: string,
  cases: readonly PlacedCase[],
  evidence: Evidence,
): Promise<boolean> {
  const path = [field];
  const changed = cases.slice(0, CASES).flatMap((drawn) => {
    const own = canonicalText(fieldAt(drawn.instance, path));
    const donor = cases.find(({ instance }) => canonicalText(fieldAt(instance, path)) !== own);
    const value = donor === undefined ? undefined : fieldAt(donor.instance, path);
    return value === undefined ? [] : [{ drawn, instance: withField(drawn.instance, path, value) }];
  });
  return isWordedAnew(changed, evidence);
}

/**
 * Whether prompts tell in which order the lists of a field stand: each of some cases gets them turned round, one kind of
 * list after the other, and is worded again. A prompt may sort what its case holds in the order of a planted solution.
 */
export async function isOrderTold(
  field: string,
  cases: readonly PlacedCase[],
  evidence: Evidence,
): Promise<boolean> {
  const path = [field];
  const changed = cases.slice(0, CASES).flatMap((drawn) => {
    const value = fieldAt(drawn.instance, path);
    if (value === undefined) return [];
    return reverseEachList(value).map((turned) => ({
      drawn,
      instance: withField(drawn.instance, path, turned),
    }));
  });
  return isWordedAnew(changed, evidence);
}

type Changed = { readonly drawn: PlacedCase; readonly instance: PlacedCase["instance"] };

async function isWordedAnew(
  changed: readonly Changed[],
  { program, sandbox, limits }: Evidence,
): Promise<boolean> {
  const worded = await sandbox.word(
    program,
    changed.map(({ instance }) => instance),
    limits,
  );
  if (worded.status !== "completed" || changed.length === 0) return true;
  return changed.some(({ drawn }, index) => worded.value[index] !== drawn.prompt);
}
