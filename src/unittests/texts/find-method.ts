import { sentencesOf } from "./sentences.ts";
import { unwrapLines } from "./unwrap-lines.ts";

/** What a question asks for, by words that no rule of a task is about. */
const ANSWER =
  "(?:(?:the|an?|your) (?:answer|solution|culprit|plaintext|secret(?: \\w+)?|(?:best|right|correct|optimal|shortest|cheapest|quickest|longest|wanted|unknown|missing|smallest possible|largest possible|least possible|greatest possible) (?:answer|solution|\\w+)))";

/** The same, and what a rule may be about, too: of these only that they are found says something. */
const GOAL = `(?:it|this|them|${ANSWER}|the (?:value|number|order|route|path|plan|key|message|word|set|schedule|probability|count|length|winner|maximum|minimum|optimum|[a-z]))`;

const SOLVED =
  "(?:found|obtained|solved|computed|calculated|determined|worked out|recovered|derived|reached|decrypted|deciphered)";

/** What is done on the way. */
const DO =
  "(?:add|subtract|multiply|divide|take|sort|order|fill|put|place|keep|start|begin|go|look|list|try|compare|count|sum|square|reduce|apply|use|note|mark|choose|pick|repeat|remove|combine|replace|solve|compute|calculate|build|check|work|set|eliminate|consider|invert|interpolate|raise|split|simplify|swap|trace|follow)";

/** Names of ways to solve something. Where the card of a class speaks of one, it is the task itself. */
const NAMED =
  "(?:Dijkstra|Bellman[- ]Ford|Floyd[- ]Warshall|Kruskal|Prim's|breadth-first|depth-first|dynamic programming|memoi[sz]ation|backtracking|branch and bound|binary search(?! tree)|two[- ]pointers?|sliding window|union[- ]find|topological sort|Gauss(?:ian)?(?:[- ]Jordan)? elimination|Lagrange(?:'s)? (?:formula|interpolation|polynomials?|coefficients?|basis)|(?:extended )?Euclid(?:ean|'s)? algorithm|Chinese remainder theorem|Fermat's little theorem|trial division|inclusion[-– ]exclusion|simplex (?:method|algorithm)|Hungarian (?:method|algorithm)|Newton(?:'s)?(?:[- ]Raphson)? (?:method|iteration)|simulated annealing|minimax|alpha-beta|Kadane|Cramer's rule|Bayes(?:'|'s)? (?:rule|theorem|formula)|Sprague[- ]Grundy|Grundy (?:numbers?|values?)|unit propagation|earliest[- ]due[- ]date(?: first)?|shortest[- ]processing[- ]time(?: first)?|frequency analysis|Kasiski|index of coincidence)";

const insensitive = (pattern: string): RegExp => new RegExp(pattern, "i");

/**
 * Ways in which a prompt says how its question is answered, and not what its rules are: a heading that announces a
 * method; an aim, and what is done to reach it; how the answer is found; an algorithm to be used; what most of the work
 * comes to. Steps alone say nothing: to carry them out may be the task.
 */
const SAYINGS: readonly RegExp[] = [
  insensitive(
    "^\\W*(?:method|hint|approach|strategy|algorithm|solution method|method of solution|how to (?:solve|find|proceed|get)\\b[^:.]{0,40}|steps to (?:solve|find)\\b[^:.]{0,40}|solution steps|worked (?:solution|steps))\\W{0,3}:",
  ),
  insensitive(
    `^\\W*(?:so,? )?to (?:find|get|obtain|solve|work out|recover|reach|derive) ${GOAL}\\b[^,:;]{0,40}[,:;] ?(?:you (?:can|may|should|could|need to) |one (?:can|may|should) |first,? |simply |just )?${DO}\\b`,
  ),
  insensitive(
    `\\b${ANSWER} (?:(?:can|may|could|is to|will)(?: then| always| easily| simply| best)? be|is|are)(?: then| always| easily| simply| best)? ${SOLVED} (?:by|as|from|with|using|through|in this way|like this)\\b`,
  ),
  insensitive(
    `\\b${GOAL} (?:can|may|could)(?: then| always| easily| simply| best)? be ${SOLVED} (?:by|as follows|from|with|using|through|in this way|like this)\\b`,
  ),
  insensitive(
    `\\bthe \\w+ (?:found|obtained|reached|built|filled|made) (?:in this way|this way|like this|so|thus) (?:is|are|will be)\\b[^.]{0,20}\\b(?:best|right|correct|optimal|shortest|cheapest|answer|solution|asked)\\b`,
  ),
  insensitive(
    "^this (?:always |then )*(?:gives|yields|leads to|produces) (?:the|an?) (?:answer|solution|best|right|correct|optimal|shortest|cheapest|wanted)\\b",
  ),
  insensitive(
    `\\b(?:you|one) (?:can|may|should|could) (?:solve|find|get|work out|recover) (?:${GOAL})\\b[^.]{0,40}\\b(?:by|with|using|via)\\b`,
  ),
  insensitive(
    `\\b(?:use|using|apply|applying|with|by|via|run|try|consider|think of)\\b[^.]{0,30}\\b${NAMED}`,
  ),
  /^\W*(?:as a hint|to help you|to get you started|for orientation(?![^.]{0,40}\b(?:north|south|top|up|left|right)\b))\b/i,
  /\bto make (?:it|this|the task) easier(?: to (?:solve|find|answer|work out))?(?=\W*$|[,:;]| you\b)/i,
  /\b(?:all that|what) (?:is left|remains) (?:to do|to be done) is to\b/i,
];

/** Words that make a sentence say so; where they are of the task, it is about them. */
const SUBJECT = insensitive(`${NAMED}|\\b(?:method|approach|strategy|algorithm|hint)\\b`);

/** The first sentence of a prompt that tells how its answer is found. `task` is what the class's card says. */
export function findMethod(prompt: string, task: string): string | undefined {
  const known = task.toLowerCase();
  return sentencesOf(unwrapLines(prompt))
    .map((sentence) => sentence.trim())
    .find((sentence) => {
      if (!SAYINGS.some((saying) => saying.test(sentence))) return false;
      const subject = SUBJECT.exec(sentence)?.[0].toLowerCase();
      return subject === undefined || !known.includes(subject);
    });
}
