/**
 * Function words by language: short, frequent, and hardly ever a word of English. What is a word in two of
 * the lists, or a usual name or variable, is left out.
 */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  English:
    "the of and to is are be that with for each one by from it this which as not all at must may no if or your than any exactly between two every how what give write find only then them its their there has have when where once",
  German:
    "der das und ist sind wird werden nicht ein eine einer einem einen mit auf für von zu den dem oder wie jede jeder jedes jedem aus bei nach durch auch als kein keine genau nur dass welche bleiben haben diese dieser dieses ihnen sich zwischen",
  French:
    "le la les et est sont une dans pour que qui avec par sur pas aux du des ou chaque ces cette ce au il elle deux leur plus être sans peut doit entre toutes tous",
  Spanish:
    "el los las y es son una que con para por del se cada cual debe puede sin sobre entre dos como más está estas este esta todos todas exactamente",
  Italian:
    "il lo gli e sono una che con per di della delle nel ogni deve può senza due come più questo questa tutti tutte esattamente tra",
  Portuguese:
    "os as um uma que com para por do da dos das em não cada deve pode sem entre dois duas como mais este esta todos todas exatamente são",
  Dutch:
    "de het een en van is zijn niet met voor op elke elk moet mag zonder tussen twee als meer deze dit alle precies geen worden",
};

const LANGUAGES = Object.keys(FUNCTION_WORDS);
const ENGLISH = LANGUAGES.indexOf("English");

/** The languages in whose list a word stands, by their indexes in `LANGUAGES`. */
const LANGUAGES_OF: ReadonlyMap<string, readonly number[]> = (() => {
  const found = new Map<string, number[]>();
  for (const [index, words] of Object.values(FUNCTION_WORDS).entries())
    for (const word of words.split(" ")) found.set(word, [...(found.get(word) ?? []), index]);
  return found;
})();

/** Below so many function words a text is too short, or too much of a table, to tell. */
const FEWEST = 6;

/** Each sign of these stands for about a word or syllable, so it weighs as much as several letters. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const DENSE_WEIGHT = 4;

/** Above this share of letters of other scripts a text is not in English; mathematics needs a few Greek ones. */
const OTHER_LETTERS = 0.2;

/** What of a line tells its language. */
type Line = {
  readonly letters: number;
  readonly latin: number;
  readonly dense: number;
  /** How many function words of each language stand in it, in the order of `LANGUAGES`. */
  readonly words: readonly number[];
};

/**
 * The language that a text is not English by: the name of one, or of another script; undefined for English
 * and for what is too short to tell. Lines are looked at together, so a quoted word does no harm.
 */
export type FindOtherLanguage = (text: string) => string | undefined;

/** For the texts of one class: they share most of their lines, and each line is counted once. */
export function createLanguageFinder(): FindOtherLanguage {
  const counted = new Map<string, Line>();
  const countOnce = (text: string): Line => {
    const known = counted.get(text);
    if (known !== undefined) return known;
    const line = countLine(text);
    counted.set(text, line);
    return line;
  };
  return (text) => judgeLines(text.split("\n").map(countOnce));
}

function judgeLines(lines: readonly Line[]): string | undefined {
  let letters = 0;
  let latin = 0;
  let dense = 0;
  const words = LANGUAGES.map(() => 0);
  for (const line of lines) {
    letters += line.letters;
    latin += line.latin;
    dense += line.dense;
    for (const [index, count] of line.words.entries()) words[index] = (words[index] ?? 0) + count;
  }
  const others = letters - latin + (DENSE_WEIGHT - 1) * dense;
  if (others > OTHER_LETTERS * (latin + others)) return "a script other than Latin";
  const english = words[ENGLISH] ?? 0;
  const most = Math.max(...words.filter((_, index) => index !== ENGLISH));
  return most >= FEWEST && most > english
    ? LANGUAGES.find((_, index) => index !== ENGLISH && words[index] === most)
    : undefined;
}

// oxlint-disable-next-line no-control-regex -- a text of these alone needs no tables of scripts
const ASCII = /^[\x00-\x7f]*$/;

function countLine(text: string): Line {
  const lower = text.toLowerCase();
  const isAscii = ASCII.test(text);
  const found = lower.match(isAscii ? /[a-z]+/g : /\p{L}+/gu) ?? [];
  const words = LANGUAGES.map(() => 0);
  // A single letter is a label, a direction or a variable in any language.
  for (const word of found.filter(({ length }) => length > 1))
    for (const index of LANGUAGES_OF.get(word) ?? []) words[index] = (words[index] ?? 0) + 1;
  if (isAscii) {
    const letters = found.reduce((sum, word) => sum + word.length, 0);
    return { letters, latin: letters, dense: 0, words };
  }
  const count = (of: RegExp): number => text.match(of)?.length ?? 0;
  return { letters: count(/\p{L}/gu), latin: count(/\p{Script=Latin}/gu), dense: count(DENSE), words };
}

/** A sentence of a prompt that is not in English, and its language. */
export type ForeignSentence = { readonly language: string; readonly sentence: string };

const SENTENCE_END = /(?<=[.!?:;])\s+|(?<=[。！？：；])\s*|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)]))/;
const QUOTED = /"[^"\n]*"|`[^`\n]*`|“[^”\n]*”|«[^»\n]*»/g;

/** Of a short sentence so many function words of one language tell it, where they are so large a share. */
const FEWEST_IN_SENTENCE = 3;
const WORD_SHARE = 0.25;

/** Fewer letters of another script are a name or a formula. */
const FEWEST_OTHER_LETTERS = 8;

/**
 * The first sentence of a text that is in another language, quotations left out, however much English stands
 * around it. `data` is what the task is about, as text: what stands there is to be read and not wording.
 */
export function findForeignSentence(text: string, data: string): ForeignSentence | undefined {
  if (ASCII.test(text) && !hasForeignWords(text)) return undefined;
  for (const sentence of text.split(SENTENCE_END)) {
    const { letters, latin, dense, words } = countLine(sentence.replace(QUOTED, " "));
    const others = letters - latin + (DENSE_WEIGHT - 1) * dense;
    if (others >= FEWEST_OTHER_LETTERS && others > latin && !isData(sentence, data))
      return { language: "a script other than Latin", sentence };
    const english = words[ENGLISH] ?? 0;
    const most = Math.max(...words.filter((_, index) => index !== ENGLISH));
    const all = sentence.match(/\p{L}+/gu)?.length ?? 0;
    if (
      most >= FEWEST_IN_SENTENCE &&
      most > 2 * english &&
      most >= WORD_SHARE * all &&
      !isData(sentence, data)
    ) {
      const language = LANGUAGES.find((_, index) => index !== ENGLISH && words[index] === most);
      if (language !== undefined) return { language, sentence };
    }
  }
  return undefined;
}

function hasForeignWords(text: string): boolean {
  const { words } = countLine(text);
  return words.some((count, index) => index !== ENGLISH && count >= FEWEST_IN_SENTENCE);
}

/** Whether most of a sentence stands in the case itself. */
function isData(sentence: string, data: string): boolean {
  const pieces = sentence.match(/[\p{L}\p{M}]{2,}/gu) ?? [];
  return pieces.filter((piece) => data.includes(piece)).length * 2 > pieces.length;
}
