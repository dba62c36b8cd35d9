import { sentencesOf } from "./sentences.ts";
import { unwrapLines } from "./unwrap-lines.ts";

/** Superlatives: "at least 3" and "at the fewest" bound something, and compare nothing. */
const BEST =
  /\b(?<!\bat (?:the )?)(?:shortest|cheapest|fewest|least|lowest|smallest|minimum|minimal|minimi[sz]e|largest|maximum|maximal|maximi[sz]e|highest|optimal|best)\b/i;

const AS_POSSIBLE =
  /\bas (?:few|short|little|small|cheap|low|many|long|large|high)\b[^.]{0,40}\bas possible\b/i;

const SHORTEST =
  /\b(?<!\bat (?:the )?)(?:shortest|fewest)\b|\bas (?:few|short)\b[^.]{0,40}\bas possible\b|\b(?<!\bat (?:the )?)(?:least|minimum|minimal|smallest) (?:possible )?(?:number|count|length) of\b/i;

/** What a sentence says that asks for an answer, or says which ones count: any other defines a word, or tells a rule. */
const ASKS =
  /\b(?:find|finds|choose|give|pick|select|determine|compute|calculate|work out|plan|schedule|arrange|build|make|use|reach|sort|minimi[sz]e|maximi[sz]e|how (?:many|much|few|long)|wanted|asked|aim|goal|task|objective|answer|answers|solution|solutions|possible|exactly one)\b|^(?:which|what)\b|\b(?:which|what)\b[^.]*\?|\b(?:any|only|every|each|all)\b.*\b(?:correct|right|count|counts|accepted|allowed|do)\b|\b(?:correct|right|accepted)\b.*\bif\b/i;

/** What says of a whole task that a longer or a worse answer is as good. */
const NEED_NOT =
  /\b(?:correct|right|counts?|accepted|will do)\b[^.]*\bwhatever (?:its|their) (?:length|cost|size)\b|\b(?:need not|needn't|not necessarily|(?:does|do) not have to)\b[^.]{0,30}\b(?:short|few|best|optimal|cheap|small)/i;

/** Superlatives that compare no answers: fractions in lowest terms, and what orders go from and to. */
const NONE = /\bin (?:its |their )?lowest terms\b|\bfrom (?:the )?[\w-]+ to (?:the )?[\w-]+\b/gi;

/** The sentence in which a prompt asks for something that no other solution surpasses; undefined where it does not. */
export function askForTheBest(prompt: string): string | undefined {
  return findAsking(prompt, (sentence) => BEST.test(sentence) || AS_POSSIBLE.test(sentence));
}

/** The sentence in which a prompt asks for an answer that no shorter one could replace; undefined where it does not. */
export function askForTheShortest(prompt: string): string | undefined {
  return findAsking(prompt, (sentence) => SHORTEST.test(sentence));
}

function findAsking(prompt: string, isSuperlative: (sentence: string) => boolean): string | undefined {
  const flowing = unwrapLines(prompt);
  if (NEED_NOT.test(flowing)) return undefined;
  return sentencesOf(flowing)
    .map((sentence) => sentence.trim())
    .find((sentence) => isSuperlative(sentence.replace(NONE, "")) && ASKS.test(sentence));
}
