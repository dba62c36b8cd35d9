/** A text that a prompt gives, and the line where it stands. */
export type GivenText = { readonly line: number; readonly text: string };

/** Behind such a sign stands what a line says of its case. */
const SIGNS = /[:=]\s+|\s(?:is|are)\s/g;

/**
 * What each of some prompts of one level gives of its case: the lines that are not alike in all of them, whole
 * and what stands behind a colon, an equals sign or an "is". Nothing where the prompts differ in their lines.
 */
export function givenTexts(cases: readonly { readonly prompt: string }[]): readonly (readonly GivenText[])[] {
  const all = cases.map(({ prompt }) => prompt.split("\n").map((line) => line.trim()));
  const [first = []] = all;
  if (all.some((lines) => lines.length !== first.length)) return cases.map(() => []);
  const varied = first.flatMap((_, line) =>
    new Set(all.map((lines) => lines[line])).size > 1 ? [line] : [],
  );
  return all.map((lines) =>
    varied.flatMap((line) => {
      const whole = lines[line] ?? "";
      const behind = [...whole.matchAll(SIGNS)].map((sign) =>
        whole.slice(sign.index + sign[0].length).replace(/[.?]$/, ""),
      );
      return [...new Set([whole, ...behind])].filter((text) => text !== "").map((text) => ({ line, text }));
    }),
  );
}
