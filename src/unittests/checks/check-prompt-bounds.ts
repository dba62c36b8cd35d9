import { PROMPT_CHARACTERS } from "../../core/checks/thresholds.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import {
  counterexample,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  shorten,
  warned,
} from "../cases/evidence.ts";
import { createLanguageFinder, findForeignSentence } from "../texts/find-language.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

const PICTURE = "(?:figure|image|diagram|illustration|drawing|photo(?:graph)?|screenshot|sketch)";

/** A picture in words and signs is one of the rules' own things; these speak of one that the reader sees. */
const IMAGE = new RegExp(
  [
    String.raw`!\[[^\]]*\]\(|<img\b`,
    String.raw`\b(?:${PICTURE}|picture) (?:below|above|attached|depicts|illustrates)\b`,
    String.raw`\b(?:in|see|from|on|to) the (?:attached|accompanying|above) ${PICTURE}\b`,
    String.raw`\b(?:attached|accompanying) (?:${PICTURE}|picture|map|table|chart)\b`,
  ].join("|"),
  "i",
);

/** These may also speak of a thing of the rules, such as the image that a lens forms. */
const NAMED_IMAGE = new RegExp(
  [
    String.raw`\b(?:${PICTURE}|picture) (?:is )?shown\b`,
    String.raw`\bthe ${PICTURE} shows\b`,
    String.raw`\b(?:in|see|from|on|to) the ${PICTURE}\b`,
  ].join("|"),
  "i",
);

/** A prompt that introduces one of its own, as "forms an image" does, speaks of that one afterwards. */
const INTRODUCED = new RegExp(
  String.raw`\b(?:an?|its|his|her|their|each|every|one|two|three|no) (?:[\w-]+ )?${PICTURE}s?\b(?! (?:is )?shown\b)`,
  "i",
);

/** A sentence speaks of a table above or below: then one line at least must look like a row of it. */
const TABLE = /\btable (?:below|above|shown|attached)\b/i;
const ROW = /\||\t|\S {2,}\S|^.*\d.*[ ,;:].*\d/m;

type Missing = { readonly what: string; readonly words: string; readonly around: string };

/** Characters on either side of words that are quoted: enough to find them in a long prompt. */
const AROUND = 60;

/** The words of a prompt that send its reader to an image or a table which it does not have. */
function findMissing(text: string): Missing | undefined {
  const prompt = unwrapLines(text);
  const image = IMAGE.exec(prompt) ?? (INTRODUCED.test(prompt) ? null : NAMED_IMAGE.exec(prompt));
  const found = image ?? (ROW.test(text) ? null : TABLE.exec(prompt));
  if (found === null) return undefined;
  const [words] = found;
  const around = prompt.slice(Math.max(0, found.index - AROUND), found.index + words.length + AROUND);
  return { what: image === null ? "a table" : "an image", words, around };
}

/** Cases of each level whose prompts are read sentence by sentence: wordings are few, cases many. */
const SENTENCED_CASES = 25;

/** The first sentence in another language that stands in a prompt, where two prompts at least have one. */
function findForeign(
  cases: readonly PlacedCase[],
): { readonly language: string; readonly sentence: string; readonly drawn: PlacedCase } | undefined {
  const [first, second] = cases.flatMap((drawn) => {
    const found = findForeignSentence(drawn.prompt, JSON.stringify(drawn.instance));
    return found === undefined ? [] : [{ ...found, drawn }];
  });
  return second === undefined ? undefined : first;
}

/** Prompts are of a length that a model can take, in English, and rely on no image. */
export function checkPromptBounds(evidence: Evidence): Check {
  const name = "prompt within bounds";
  const all = firstCases(evidence, Infinity);
  const shown = (drawn: PlacedCase): ReturnType<typeof counterexample>[] => [
    counterexample(drawn, evidence.seed),
  ];
  const long = all.find(({ prompt }) => prompt.length > PROMPT_CHARACTERS.most);
  if (long !== undefined)
    return failed(
      name,
      `a prompt has ${long.prompt.length} characters; at most ${PROMPT_CHARACTERS.most} are allowed`,
      shown(long),
    );
  const short = all.find(({ prompt }) => prompt.length < PROMPT_CHARACTERS.fewest);
  if (short !== undefined)
    return failed(
      name,
      `a prompt of ${short.prompt.length} characters is too short to state a task`,
      shown(short),
    );
  const findOtherLanguage = createLanguageFinder();
  for (const drawn of all) {
    const language = findOtherLanguage(drawn.prompt);
    if (language !== undefined)
      return failed(name, `a prompt is in ${language}, not in English`, shown(drawn));
  }
  const foreign = findForeign(firstCases(evidence, SENTENCED_CASES));
  if (foreign !== undefined)
    return failed(
      name,
      `a sentence is in ${foreign.language}, not in English: ${JSON.stringify(shorten(foreign.sentence.trim(), 120))}`,
      shown(foreign.drawn),
    );
  for (const drawn of all) {
    const missing = findMissing(drawn.prompt);
    if (missing !== undefined)
      return warned(
        name,
        `a prompt speaks of ${missing.what} that is not there: ${JSON.stringify(missing.words)}, in ${JSON.stringify(missing.around)}`,
        shown(drawn),
      );
  }
  const lengths = all.map(({ prompt }) => prompt.length);
  return passed(name, `${Math.min(...lengths)} to ${Math.max(...lengths)} characters`);
}
