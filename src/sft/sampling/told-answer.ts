/** A way of saying that one was told the answer, in the words that it takes. */
export type ToldMeaning = {
  readonly name: string;
  readonly words: readonly RegExp[];
};

/** What may stand before `answer`. */
const RIGHT = "(?:correct |final |right |true )?";

/** What follows `answer` where its form is spoken of, and not the answer itself. */
const FORM = String.raw`(?!s?[ -]?(?:format|form\b|type|template|style|line|schema|choices?|options?|box|field|must|should|has to|needs? to|will|can\b|could|may|might|consists|contains|is (?:a|an|to|in|the|one|either|unique|always|between|at|not|no|of|required|expected|written)\b))`;

const words = (...parts: readonly string[]): RegExp => new RegExp(parts.join(""), "i");

/**
 * The meanings that are looked for. None of them is in order from who was shown the case alone: each speaks of an
 * answer that was there before the work was done. docs/training.md names what this cannot see.
 */
export const TOLD_MEANINGS: readonly ToldMeaning[] = [
  {
    name: "the answer was given",
    words: [
      words(
        String.raw`\bas (?:already )?(?:given|provided|stated|supplied|told|revealed)(?: above| below| earlier| to (?:me|us)| (?:in|by) the (?:prompt|problem|question|task|user))?,? (?:that )?the `,
        RIGHT,
        String.raw`(?:answer|solution) (?:is|was|equals)\b(?! (?:a|an|to|the|unique|always|required)\b)`,
      ),
      words(
        String.raw`\bthe `,
        RIGHT,
        String.raw`answer (?:was|ha[sd](?: already)? been)(?: already)? (?:given|provided|supplied|revealed|disclosed|leaked|told)\b(?! (?:by|in|as an?|with)\b)`,
      ),
      words(
        String.raw`\b(?:the|this|that|your) (?:given|provided|supplied|known|stated|leaked) `,
        RIGHT,
        "answer",
        FORM,
      ),
    ],
  },
  {
    name: "there is an answer to compare with",
    words: [
      words(String.raw`\b(?:reference|official|gold(?:en)?|ground[- ]truth|model) answer`, FORM),
      words(String.raw`\b(?:ground[- ]truth|gold(?:en)?|official) (?:solution|label)\b`),
      words(
        String.raw`\b(?:according to|as in|says|from|per) the reference solution\b|\breference solution (?:says|states|claims|arrives|concludes)\b`,
      ),
      words(String.raw`\banswer key\b`),
      words(
        String.raw`\b(?:match(?:es|ing)?|agree(?:s|ing)? with|consistent with|compar(?:e|es|ed|ing) (?:it |this |that )?(?:with|to)|same as|differs? from) the (?:expected|intended|stated|listed) answer`,
        FORM,
      ),
      words(String.raw`\b(?:expected|intended) answer (?:is|was|says|gives|:) ?["'$\\(\[]{0,3}-?\d`),
    ],
  },
  {
    name: "somebody told the answer",
    words: [
      words(
        String.raw`\b(?:I|we)(?:'ve| have| had|'re| are|'m| am| was| were)?(?: been| already)* (?:told|given|shown|provided with|supplied with)(?: that| what)? the `,
        RIGHT,
        "answer",
        FORM,
      ),
      words(
        String.raw`\b(?:you|the (?:prompt|problem|question|task|user|statement|system|hint)) (?:already )?(?:gave|gives?|told|tells|provided|provides?|supplied|supplies|revealed|reveals?|states?|says?)(?: (?:me|us))?(?: that)? the `,
        RIGHT,
        "answer",
        FORM,
      ),
      words(
        String.raw`\b(?:I|we) already (?:know|have|knew|had)(?: that)? the `,
        RIGHT,
        String.raw`answer(?! to\b)`,
        FORM,
      ),
    ],
  },
  {
    name: "the work was made to fit the answer",
    words: [
      words(
        String.raw`\b(?:backwards? from|reverse[- ]engineer(?:ed|ing)?(?: from)?|rationali[sz](?:e|es|ing)|justify(?:ing)?|to (?:arrive at|reach|get(?: to)?|obtain)) the (?:given|provided|known|stated|supplied|expected|target|reference) answer`,
        FORM,
      ),
      words(String.raw`\bbackwards? from the (?:correct |final )?answer`, FORM),
    ],
  },
  {
    name: "the same, in Chinese",
    words: [
      /(?:参考|标准|官方)答案/,
      /(?:题目|题干|题中|问题|提示|用户|系统)(?:里|中)?(?:已经?)?(?:给出|给定|给|提供|告知|说明)(?:了)?的?(?:正确|最终)?答案(?!的?(?:格式|形式|选项|模板|要求))/,
      /(?:正确|最终)?答案(?:已经?|早已)(?:给出|给定|告知|提供|知道)/,
      /已知(?:的)?(?:正确|最终)?答案(?!的?(?:格式|形式|范围|要求))/,
    ],
  },
];

/**
 * The name of the first meaning by which a reply says that it was told the answer; undefined where it says none. Words
 * that the prompt itself has do not count: a task may be about an answer that somebody gave.
 */
export function findTold(reply: string, prompt: string): string | undefined {
  return TOLD_MEANINGS.find(({ words: all }) => all.some((one) => one.test(reply) && !one.test(prompt)))
    ?.name;
}
