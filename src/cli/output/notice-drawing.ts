import { countNoun } from "../../core/text/count-noun.ts";
import { printNotice } from "./print.ts";

/** Fewer are drawn before anybody wonders. */
const WORTH_SAYING = 3;

/** Says why a command takes a while the first time. */
export function noticeDrawing(count: number): void {
  if (count >= WORTH_SAYING)
    printNotice(`drawing cases of ${countNoun(count, "bootcamp")}, once for each version of a class`);
}
