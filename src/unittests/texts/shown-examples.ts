/** Longer texts are no example of an answer. */
const LONGEST = 2_000;

/** So many texts of one prompt are tried. */
const MOST = 8;

/** What says that the text behind it is one of many. */
const MARKER = String.raw`(?:for example|for instance|e\.\s?g\.|such as|as in|like this|in the form|of the form|in this form|looks? like(?: this)?|examples?(?: answers?| of an answer)?(?= ?:)|form(?= ?:))`;

/** Behind a marker: what stands in ticks or quotation marks, else the rest of the sentence, else the next lines. */
const SHOWN = new RegExp(
  String.raw`\b${MARKER}[,:]?[ \t]*(?:\n+[ \t]*)?(?:\x60{3}\w*\n([^\x60]+)\n\x60{3}|\x60([^\x60\n]+)\x60|"([^"\n]+)"|“([^”\n]+)”|([^\n]+))`,
  "gi",
);

/** Texts in ticks or quotation marks in a sentence about how to answer. */
const ASKING = /\b(?:answer|reply|respond|write|give|state|name|end|output|print|format)\b/i;
const QUOTED = /`([^`\n]+)`|"([^"\n]+)"|“([^”\n]+)”/g;

/** Where a sentence of a prompt ends; a point within a number is none. */
const SENTENCE = /(?<=[.!?])\s+|\n/;

/** What an example may stand in; the class's own format puts it there again. */
const DRESS = /^(?:the )?(?:final )?answer\s*[:=]\s*|^\\boxed\{|^<answer>|^\[answer\]/i;
const UNDRESS = /<\/answer>$|\[\/answer\]$/i;

/**
 * The texts that a prompt shows as examples of an answer: behind "for example", "such as", "in the form", and in ticks or
 * quotation marks where it says how to answer.
 *
 * @example shownExamples("Give the route, for example `A, C, B`.") // → ["A, C, B"]
 */
export function shownExamples(prompt: string): readonly string[] {
  const behind = [...prompt.matchAll(SHOWN)].flatMap((found) => {
    const [, fenced, ticked, quoted, curly, rest] = found;
    const whole = fenced ?? ticked ?? quoted ?? curly;
    return whole === undefined ? restOf(rest ?? "") : [whole];
  });
  const asked = prompt
    .split(SENTENCE)
    .filter((sentence) => ASKING.test(sentence))
    .flatMap((sentence) =>
      [...sentence.matchAll(QUOTED)].map(([, ...texts]) => texts.find((one) => one !== undefined) ?? ""),
    );
  return [...new Set([...behind, ...asked].map(withoutDress))]
    .filter((text) => text !== "" && text !== "…" && text.length <= LONGEST)
    .slice(0, MOST);
}

/** What is left of a sentence, up to its end, or to the bracket that it stands in. */
function restOf(rest: string): readonly string[] {
  const sentence = rest.split(/(?<=[^\d.])\.(?:\s|$)|(?<=\d)\.(?:\s|$)|[!?](?:\s|$)/)[0] ?? "";
  const bracketed = /^([^()]*)\)/.exec(sentence)?.[1];
  const text = (bracketed ?? sentence).trim();
  return text === "" ? [] : [text, text.replace(/[,;]? (?:where|if|when|which|for|means|is)\b.*$/, "")];
}

function withoutDress(text: string): string {
  const bare = text.trim().replace(DRESS, "").replace(UNDRESS, "").trim();
  return text.trim().startsWith("\\boxed{") ? bare.replace(/\}$/, "") : bare;
}
