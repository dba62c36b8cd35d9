/** Cases that are tried again, and attempts at each, the first included (docs/admission.md, the judge). */
export const CASES = 4;
export const ATTEMPTS = 4;

/** Attempts of a case that must give the same answer, and cases on which they must, to blame the verifier. */
const AGREEING = 3;

/** The answer that enough of the attempts at a case agree on; undefined stands for what is no answer. */
export function agreedAnswer(answers: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const one of answers) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most !== undefined && most[1] >= AGREEING ? most[0] : undefined;
}

/** What to make of so many cases on which attempts agree with each other and not with the verifier. */
export function decideDispute(agreedCases: number): "verifier-wrong" | "too-hard" {
  return agreedCases >= AGREEING ? "verifier-wrong" : "too-hard";
}
