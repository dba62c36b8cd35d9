import { sentencesOf } from "./sentences.ts";

/** What a task is made of, in the words of whoever leaves some of it out. */
const TASK_PART =
  "(?:(?:\\w+ )?(?:rules?|constraints?|conditions?|requirements?|restrictions?|clauses? of the description|edge cases|corner cases|special cases|ties|capacity|time windows?|parts? of the (?:description|task|problem)))";

/** To leave something out, or not to do it. */
const LEFT_OUT =
  "(?:ignor(?:e[sd]?|ing)|skip(?:s|ped|ping)?|omit(?:s|ted|ting)?|drop(?:s|ped|ping)?|left out|leaves? out|neglect(?:s|ed)?)";
const NOT_DONE =
  "(?:not|never|n't|cannot be) (?:yet )?(?:implement(?:ed)?|handled?|check(?:ed)?|support(?:ed)?|enforced?|verif(?:y|ied)|model(?:led)?|used|considered|included)(?: yet)?";

/** What a class does for its task, of which a stand-in would be none. */
const WORK =
  "(?:implementation|logic|verifi(?:er|cation)|validation|check(?:er|s)?|generator|generation|solver|simulation|scoring|scorer|reference|method|function|answer)";

/** What a smaller thing is a version of. */
const VERSION = "(?:version|variant|model|edition|form)";

/**
 * Ways to say that the task was made smaller than it was described. Each names an act of leaving out or standing
 * in, and what it is done to: a rule, a part of the task, the work of the class. Words of the field alone (a
 * simplified fraction, a dummy vertex, an omitted digit) say nothing.
 */
const SAYINGS: readonly RegExp[] = [
  // An act that is done for simplicity, other than choosing a name or an order.
  new RegExp(
    `\\bfor (?:the sake of )?simplicity\\b.*\\b(?:${LEFT_OUT}|${NOT_DONE}|only|without|no|all|every|always|fixed)\\b`,
    "i",
  ),
  new RegExp(
    `\\b(?:simplified|simplistic) (?:${WORK}|rules?|task|puzzle|problem|game|${VERSION}(?! of (?:the |a |an )?(?:fraction|expression|ratio|radical|term)))\\b(?! fraction)`,
    "i",
  ),
  new RegExp(
    `\\b(?:toy|easier|smaller|reduced|basic|minimal|cut-down) (?:version|variant|edition) of (?:the|this|a) (?:\\w+ )?(?:task|problem|puzzle|game|original|description)\\b`,
    "i",
  ),
  // What is not there yet.
  /(?:^|\s)(?:TODO|FIXME|XXX|HACK)(?:[:\s(]|$)/,
  /\bnot (?:yet )?implemented\b(?! (?:in|by|as|on) )/i,
  new RegExp(
    `\\b(?:placeholder|dummy|mock|stub(?:bed)?|fake)[: ]+(?:for (?:the|a|an) )?(?:real |actual )?${WORK}\\b`,
    "i",
  ),
  /^\s*(?:just |only )?(?:an? )?(?:placeholder|stub|dummy|mock)(?:\s*[.:!]|\s*$|: (?:returns|accepts|always))/i,
  /\bfor now\b(?=,? (?:we|only|just|skip|ignore|accept|assume|always|return|use|it|this)\b)/i,
  /\b(?:returns?|accepts?|scores?|good enough|enough|skipped|ignored|unused|disabled)\b[^.]{0,30}\bfor now\b/i,
  /^\s*good enough\b[^.]{0,20}\.?$/i,
  new RegExp(`\\bhard-?coded (?:${WORK}|answers?|results?|score)\\b`, "i"),
  // What ought to be done, and is not.
  new RegExp(`\\b(?:real|full|proper|complete|production) ${WORK} (?:would|should|must|needs)\\b`, "i"),
  /\bin (?:practice|a real \w+),? (?:(?:we|one|you|this|it|that) )?(?:would|should)\b/i,
  /\btoo (?:complex|complicated|hard|difficult|expensive|long|much) to (?:implement|model|check|verify|generate|support)\b/i,
  // Trust in what is to be verified.
  /\bassum(?:e[sd]?|ing)\b[^.]{0,20}\b(?:answer|response|solution|output|submission)\b[^.]{0,12}\b(?:is|are|to be)\b[^.]{0,12}\b(?:valid|right|correct|well-formed|fine|optimal)\b/i,
  /\bassum(?:e[sd]?|ing)\b.*\bwithout (?:checking|verifying)\b/i,
  new RegExp(
    `\\b(?:do|does|did|will|we) ?(?:${NOT_DONE}) (?:the|that|whether|if|for|all|any|every|ties)\\b(?!.*\\b(?:again|twice)\\b)`,
    "i",
  ),
  // A part that stands for the whole.
  new RegExp(
    `\\bonly\\b[^.]{0,40}\\b(?:rules?|constraints?|conditions?|requirements?)\\b(?: of the \\w+)? (?:is|are) (?:check|verif|implement|enforc|support|kept|modell?ed)`,
    "i",
  ),
  /\bonly (?:checks?|verif(?:y|ies)|compares?|looks? at) (?:the )?(?:length|format|size|shape|count|first (?:element|line|item|row)|number of)\b/i,
  /\b(?:compares?|checks?|verifies) (?:the )?(?:lengths?|format|size|shape|count) only\b/i,
  /\bfor now,? only|\bonly [^.]{0,30} (?:is|are) (?:generated|supported) (?:for now|so far|yet)\b/i,
  // A stand-in for the exact thing.
  /\b(?:heuristic|approximat(?:e|ion)|greedy|estimate|random)\b[^.]{0,50}\b(?:instead of|rather than) (?:the |a )?(?:full|exact|real|proper|actual|true|complete)\b/i,
  // A difference from what was described.
  /\b(?:unlike|contrary to|differs? from|different from|in contrast to) the (?:description|original|task as described)\b/i,
];

/** A part of the task that is left out, or not looked at. */
const OMISSIONS: readonly RegExp[] = [
  new RegExp(
    `\\b${TASK_PART}\\b[^.,;:]{0,40}\\b(?:is|are|was|were)(?: (?:just|simply|all))? (?:${LEFT_OUT}|${NOT_DONE})\\b(?!,? (?:when|where|if|twice|again|once|as rule|by rule|from the prompt|of the prompt))`,
    "i",
  ),
  new RegExp(
    `\\b(?:we|this|it|verifier|generator|prompt)? ?(?<!that )(?:${LEFT_OUT}) (?:the |all |some |any |other )?(?:(?!by |as |from |when |where |if )\\w+ )?(?!by |as )${TASK_PART}\\b(?! (?:when|where|if|that (?:is|are)))`,
    "i",
  ),
];

/**
 * Of whom a sentence speaks that reads a task wrongly: classes work out what such a reader would answer, so that no case
 * lets it pass.
 */
const MISREADER =
  /\b(?:mis(?:read|reads|reading|readings|understood|taken)|by mistake|careless|whoever|(?:somebody|someone|a (?:solver|reader|model|guesser|program|way)) (?:who|that)|slips?|wrong (?:variants?|readings?|programs?|solvers?|ways?|rule sets?))\b/i;

/** Any rule, not a certain one, is spoken of as left out: it is tried what comes of that, so that each of them matters. */
const ANY_PART =
  "(?:a|any|each|every|one|some|which|another|single) (?:\\w+ )?(?:rule|constraint|condition|part)";
const TRIED: readonly RegExp[] = [
  new RegExp(`\\b${ANY_PART} (?:that|which) (?:is|was|gets) (?:${LEFT_OUT})\\b`, "i"),
  new RegExp(
    `\\b(?:if|when|whenever|with|without|what|how)\\b[^.,;:]{0,20}\\b${ANY_PART}(?: of \\w+)?(?: (?:is|were|was))? (?:${LEFT_OUT})\\b`,
    "i",
  ),
  /\b(?:ignoring|omitting|dropping|skipping|leav(?:e|es|ing) out) (?:one|each|a single|another) (?:\w+ )?(?:rule|constraint|condition|part)\b/i,
  new RegExp(`\\b${ANY_PART} (?:is |was )?(?:${LEFT_OUT}) in turn\\b`, "i"),
];

/** A switch of the code, by the name that a boolean has: under it a rule is left out of a case that has none of it. */
const UNDER_A_SWITCH =
  /\b(?:[Ww]ith|[Ww]ithout|[Ii]f|[Ww]hen|[Ww]here|[Uu]nless)\b[^.,;:]{0,20}\b(?:has|uses?|with|allows?|enables?|includes?)[A-Z]\w*/;

/** What classes call the mistakes that they play, to draw cases in which each of them shows. */
const MISTAKE = /\b(?:slips?|misread\w*|careless|mistakes?|wrong (?:rules?|ways?|readings?|variants?))\b/;

const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();

/** Whether one of the names that a module declares says that it plays what its solvers may get wrong. */
export const playsMistakes = (names: readonly string[]): boolean =>
  names.some((name) => MISTAKE.test(wordsOf(name)));

/**
 * The first sentence that says that the task was made smaller than described. Of a class that plays mistakes, to which
 * comments on rules that are left out belong, no omission says so.
 */
export function findSimplification(text: string, plays = false): string | undefined {
  return sentencesOf(text)
    .map((sentence) => sentence.replace(/^[\s*/]+/, "").trim())
    .find((sentence) => {
      const sayings = plays || UNDER_A_SWITCH.test(sentence) ? SAYINGS : [...SAYINGS, ...OMISSIONS];
      return !isOfOthers(sentence) && sayings.some((saying) => saying.test(sentence));
    });
}

/** Whether a sentence speaks of how others may get a task wrong, and not of the class. */
const isOfOthers = (sentence: string): boolean =>
  MISREADER.test(sentence) || TRIED.some((saying) => saying.test(sentence));
