import { withoutBrackets } from "../../bootcamp/split-items.ts";

/** What stands within the brackets around a whole text, and these; without any where there are none. */
export type EnclosedText = { readonly inside: string; readonly open: string; readonly close: string };

/** Takes off the one pair of brackets that encloses all of a text. */
export function enclosedText(text: string): EnclosedText {
  const inside = withoutBrackets(text);
  return inside === text
    ? { inside, open: "", close: "" }
    : { inside, open: text.slice(0, 1), close: text.slice(-1) };
}
