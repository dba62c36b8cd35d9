/** What servers and templates put behind a turn: `<|im_end|>`, `<｜end▁of▁sentence｜>`, `</s>`, `<end_of_turn>`, `[EOS]` … */
const END =
  /(?:<[|｜][^\s<>|｜]{1,40}[|｜]>|<\/s>|<(?:eo[a-z]|eos_token|end_of_[a-z]{1,20}|[a-z]{1,20}\|)>|\[(?:\/INST|EOS|\|[a-z]{1,20}\|)\])$/i;

/** No mark is longer. */
const LONGEST = 50;

/**
 * A reply without the marks that ended its turn, whichever they are, and without the white space before
 * them. `</s>` stays where something opens it: then it is markup.
 *
 * @example withoutEndOfTurn("Answer: 42<|im_end|>") // → "Answer: 42"
 */
export function withoutEndOfTurn(reply: string): string {
  let text = reply;
  for (;;) {
    const end = text.trimEnd();
    if (!end.endsWith(">") && !end.endsWith("]")) return text;
    const [mark] = END.exec(end.slice(-LONGEST)) ?? [];
    if (mark === undefined || (mark.toLowerCase() === "</s>" && text.lastIndexOf("<s>") > 0)) return text;
    text = end.slice(0, -mark.length).trimEnd();
  }
}
