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

const LISTS: readonly (readonly [language: string, words: ReadonlySet<string>])[] = Object.entries(
  FUNCTION_WORDS,
).map(([language, words]) => [language, new Set(words.split(" "))]);

/** Below so many function words a text is too short, or too much of a table, to tell. */
const FEWEST = 6;

/** Each sign of these stands for about a word or syllable, so it weighs as much as several letters. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const DENSE_WEIGHT = 4;

/** Above this share of letters of other scripts a text is not in English; mathematics needs a few Greek ones. */
const OTHER_LETTERS = 0.2;

/**
 * The language that a text is not English by: the name of one, or of another script; undefined for English
 * and for what is too short to tell. Lines are looked at together, so a quoted word does no harm.
 */
export function findOtherLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const dense = text.match(DENSE)?.length ?? 0;
  const others = letters - latin + (DENSE_WEIGHT - 1) * dense;
  if (others > OTHER_LETTERS * (latin + others)) return "another script than the Latin one";

  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
    for (const [language, words] of LISTS)
      if (words.has(word)) counts.set(language, (counts.get(language) ?? 0) + 1);
  const english = counts.get("English") ?? 0;
  const [best] = [...counts].filter(([language]) => language !== "English").toSorted((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] >= FEWEST && best[1] > english ? best[0] : undefined;
}
